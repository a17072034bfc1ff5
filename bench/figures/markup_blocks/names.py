"""Names of elements: how the classes and attributes of a site call the parts of its pages."""

from collections.abc import Callable

from bench.figures.markup_blocks.draft import digest

GERMAN = {
    "article": "artikel", "head": "kopf", "title": "ueberschrift", "kicker": "dachzeile", "standfirst": "vorspann",
    "byline": "autorenzeile", "author": "verfasser", "date": "datum", "picture": "bild", "caption": "bildtext",
    "credit": "bildnachweis", "keypoints": "kurzfassung", "label": "titelzeile", "item": "punkt", "text": "inhalt",
    "para": "absatz", "heading": "zwischentitel", "correction": "berichtigung", "machine": "hinweis",
    "comments": "leserbriefe", "comment": "leserbrief", "teaser": "anreisser", "related": "mehr", "notice": "kasten",
}  # fmt: skip
SPANISH = {
    "article": "noticia", "head": "cabecera", "title": "titular", "kicker": "antetitulo", "standfirst": "entradilla",
    "byline": "firma", "author": "autor", "date": "fecha", "picture": "foto", "caption": "pie", "credit": "fotografo",
    "keypoints": "claves", "label": "rotulo", "item": "punto", "text": "cuerpo", "para": "parrafo",
    "heading": "ladillo", "correction": "fe-de-errores", "machine": "aviso", "comments": "opiniones",
    "comment": "opinion", "teaser": "otra", "related": "relacionadas", "notice": "caja",
}  # fmt: skip
RUSSIAN = {
    "article": "statya", "head": "shapka", "title": "zagolovok", "kicker": "rubrika", "standfirst": "podvodka",
    "byline": "avtory", "author": "avtor", "date": "data", "picture": "foto", "caption": "podpis", "credit": "fotograf",
    "keypoints": "glavnoe", "label": "nazvanie", "item": "punkt", "text": "tekst", "para": "abzac",
    "heading": "podzag", "correction": "popravka", "machine": "prim", "comments": "kommenty", "comment": "komment",
    "teaser": "anons", "related": "temy", "notice": "plashka",
}  # fmt: skip
TURKISH = {
    "article": "haber", "head": "ust", "title": "baslik", "kicker": "kategori", "standfirst": "spot",
    "byline": "imza", "author": "muhabir", "date": "tarih", "picture": "gorsel", "caption": "resimalti",
    "credit": "kaynak", "keypoints": "ozet", "label": "etiket", "item": "madde", "text": "icerik", "para": "metin",
    "heading": "arabaslik", "correction": "duzeltme", "machine": "not", "comments": "yorumlar", "comment": "yorum",
    "teaser": "diger", "related": "ilgili", "notice": "kutu",
}  # fmt: skip


def _translated(table: dict[str, str], prefix: str) -> Callable[[str, str], str]:
    return lambda role, salt: f' class="{prefix}{table.get(role, digest(role)[:3])}"'


def _number(role: str, end: int) -> int:
    return 1 + int(digest(end, role)[:6], 16) % end


def _short(role: str, salt: str) -> str:
    return f' class="{digest(role, salt)[0]}{int(digest(salt, role)[:2], 16) % 40}"'.replace('"', '"c', 1)


NAMES: dict[str, Callable[[str, str], str]] = {
    "bem": lambda role, salt: f' class="article__{role.replace("_", "-")}"',
    "entry_prefix": lambda role, salt: f' class="entry-{role.replace("_", "-")}"',
    "css_modules": lambda role, salt: f' class="{role.title().replace("_", "")}_root__{digest(role, salt)[:5]}"',
    "styled_components": lambda role, salt: f' class="sc-{digest(role, salt)[:8]} {digest(salt, role)[:6]}"',
    "emotion": lambda role, salt: f' class="css-{digest(role, salt)[:6]}"',
    "utilities": lambda role, salt: (
        f' class="mt-{_number(role, 9)} px-{_number(role, 7)} text-gray-{_number(role, 8)}00"'
    ),
    "german": _translated(GERMAN, "aa-"),
    "spanish": _translated(SPANISH, "n_"),
    "russian_latin": _translated(RUSSIAN, "b-"),
    "turkish": _translated(TURKISH, "hbr-"),
    "none": lambda role, salt: "",
    "nothing_but_ids": lambda role, salt: "" if role in ("item", "para") else f' id="e{digest(role, salt)[:4]}"',
    "test_ids": lambda role, salt: f' data-testid="story-{role.replace("_", "-")}"',
    "component_names": lambda role, salt: f' data-component="{role}" class="{digest(role, salt)[:7]}"',
    "short": _short,
    "aspx_ids": lambda role, salt: f' id="ctl00_cph_{role.title().replace("_", "")}"' if role != "item" else "",
    "vue_scoped": lambda role, salt: f' data-v-{digest(salt)[:8]} class="{role.replace("_", "-")}"',
    "atomic": lambda role, salt: f' class="Fz({len(role)}px) Mb(10px) C(#{digest(role)[:3]})"',
    "javascript_hooks": lambda role, salt: f' class="js-{role.replace("_", "-")} u-{digest(role)[:2]}"',
    "angular": lambda role, salt: f' _ngcontent-{digest(salt)[:3]}-c{int(digest(role)[:2], 16)} class="{role[:4]}"',
}
