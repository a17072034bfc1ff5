"""Names out of bylines: for every phrase of bylines.tsv, in every format, and names that begin like such a phrase."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from etl.documents import Document, Origin
from etl.ingest import read_file
from etl.parse import parse_document
from etl.parse.credits.authors import is_signature, names_of_field, split_authors
from etl.settings import Settings
from etl.words.read_table import read_rows

PHRASES = [
    (row["language"], row["phrase"])
    for row in read_rows("bylines.tsv")
    if row["place"] == "before" and row["also"] != "editor"
]
# Two persons, and what stands between them.
PERSONS = (
    ("Marco Rossi", " and ", "Piet Botha"),
    ("Иван Петров", " и ", "Анна Смирнова"),
    ("Γιώργος Παπαδόπουλος", " και ", "Μαρία Νικολάου"),
    ("أحمد حسن", " و", "سارة علي"),
    ("王小明", "、", "李小紅"),
    ("राम शर्मा", " और ", "सीता वर्मा"),
)
LINES = [
    (language, f"{phrase}{colon} {first}{between}{second}" if is_two else f"{phrase}{colon} {first}")
    for language, phrase in PHRASES
    for first, between, second in PERSONS
    for is_two in (False, True)
    for colon in ("", ":")
]
BEGIN_LIKE_PHRASES = """
De Niro|De Vries|De Gaulle|De Luca|De Palma|De Sica|De Rossi|De Bruyne|De Ligt|De Jong|De Wit|De Smet|De Clercq|De Boer
De la Cruz|De la Fuente Marcos|De La Hoya|De Los Santos|De las Casas Bartolomé|De Beauvoir|De Klerk|De Kock|De Villiers
Di Maria|Di Stefano|Di Caprio|Di Canio|Di Matteo|Di Francesco|Di Lorenzo|Di Natale|Di Marzio|Di Pietro|Di Biagio
Da Silva|Da Costa|Da Vinci|Da Cunha|Da Ponte|Da Rocha
Van Gogh|Van Dijk|Van Jones|Van Morrison|Van der Berg|Van den Bergh|Van Dyke Parks|Van Halen|Van Basten|Van Persie
Von Miller|Von Trier|Von der Leyen|Von Braun|Von Trapp|Von Neumann|Von Humboldt|Von Karajan|Von Arx|Von Wafer
Par Lagerkvist|Parisa Hafezi|Parker Molloy|Per Mertesacker|Per Petterson|Perry Bacon|Percy Shelley
Av Ram|Ava Duvernay|Avi Mayer|Af Klint|Afua Hirsch|Na Li|Nadia Murad|Naomi Klein|Ni Ni|Nina Simone|Nina Totenberg
Nga Nguyen|Theo James|Theo van Gogh|Theodor Fontane|Oleh Protasov|Oleh Kotsyuba|Yazan Al-Naimat|Haber Fritz
Byron York|Byung-Chul Han|Porter Goss|Portia Nelson|Doris Lessing|Dora Maar|Dirk Nowitzki|Diana Ross|Texter Holm
Авторханов Абдурахман|Отар Иоселиани|Текстор Юрий|Тουρναράκης Νίκος|Τουρνάρης Γιάννης|文在寅|文 在寅|文天祥
بقلمي سعيد|كتبي أنور|כתבן יוסי|Textor Lena|Autorino Lia|Reporterová Eva|Authorsen Bo|Baird Ann|Imeandi Juma
"""
NAMES = [name for line in BEGIN_LIKE_PHRASES.split("\n") for name in line.split("|") if name]
STORY = "The harbour bridge was opened on Monday after three years of work, and the first cars went over it at noon."
# In languages in which a given name of another language is a phrase.
STORIES = {
    "ca": "El pont del port es va obrir dilluns després de tres anys de feina, i els primers cotxes hi van passar.",
    "fil": "Binuksan ang tulay ng daungan noong Lunes, at dumaan ang mga unang kotse sa tanghali para sa mga tao.",
    "id": "Jembatan di pelabuhan itu dibuka pada hari Senin setelah tiga tahun, dan mobil yang pertama lewat.",
    "ms": "Jambatan di pelabuhan itu dibuka pada hari Isnin selepas tiga tahun, dan kereta yang pertama lalu di situ.",
    "sq": "Ura e portit u hap të hënën pas tri vjetësh pune, dhe makinat e para kaluan mbi të me shumë njerëz.",
    "tr": "Liman köprüsü üç yıl sonra pazartesi günü açıldı ve ilk arabalar bu köprüden geçti, çok kişi geldi.",
    "vi": "Cây cầu của bến cảng được mở vào thứ hai sau ba năm, và những chiếc xe đã đi qua trong buổi trưa.",
}
EVERY = 149  # of the lines is parsed in each format: of each phrase and pair of persons some
Parse = Callable[[list[tuple[str, str]]], list[tuple[str, ...]]]


def expected(line: str) -> tuple[str, ...]:
    return tuple(name for first, _, second in PERSONS for name in (first, second) if name in line)


def authors(name: str, data: str) -> tuple[str, ...]:
    return parse_document(Document(origin=Origin(uri=name), name=name, data=data.encode()), Settings()).authors


def page(inner: str, language: str) -> str:
    body = f"<h1>The bridge is open</h1>{inner}" + f"<p>{STORY}</p>" * 5
    return f"<html lang='{language}'><body><article>{body}</article></body></html>"


def in_texts(lines: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    stories = [(line, STORIES.get(language, STORY)) for language, line in lines]
    return [authors("a.txt", f"The bridge is open\n\n{line}\n\n{story}\n\n{story}\n") for line, story in stories]


def in_pages(lines: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    return [authors("a.html", page(f"<p class='byline'>{line}</p>", language)) for language, line in lines]


def in_declarations(lines: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    declared = [(language, json.dumps({"@type": "NewsArticle", "author": {"name": line}})) for language, line in lines]
    return [authors("a.html", page(f"<script type='application/ld+json'>{d}</script>", lang)) for lang, d in declared]


def in_records(lines: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    records = [{"title": "The bridge", "text": STORY, "language": lang, "author": line} for lang, line in lines]
    return [authors("a.json", json.dumps(record)) for record in records]


def in_listing_records(lines: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    records = [{"title": "The bridge", "text": STORY, "language": lang, "authors": [line]} for lang, line in lines]
    return [authors("a.json", json.dumps(record)) for record in records]


def in_rss(lines: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    items = [f"<dc:language>{lang}</dc:language><dc:creator>{line}</dc:creator>" for lang, line in lines]
    items = [f"<item><title>The bridge</title><description>{STORY}</description>{item}</item>" for item in items]
    head = "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Daily</title>"
    return entries(f"{head}{''.join(items)}</channel></rss>")


def in_atom(lines: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    items = [f"<entry xml:lang='{lang}'><author><name>{line}</name></author>" for lang, line in lines]
    items = [f"{item}<title>The bridge</title><summary>{STORY}</summary></entry>" for item in items]
    return entries(f"<feed xmlns='http://www.w3.org/2005/Atom'>{''.join(items)}</feed>")


def entries(feed: str) -> list[tuple[str, ...]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "feed.xml"
        path.write_text(feed, encoding="utf-8")
        documents = [unit for unit in read_file(path, path.name, Settings()) if isinstance(unit, Document)]
        return [parse_document(document, Settings()).authors for document in documents]


def test_the_names_behind_every_phrase_are_the_authors() -> None:
    wrong = {line: found for language, line in LINES if (found := split_authors(line, language)) != expected(line)}

    assert wrong == {}


def test_without_a_language_too() -> None:
    wrong = {line: found for _, line in LINES if (found := split_authors(line)) != expected(line)}

    assert wrong == {}


@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "authors_in", [in_texts, in_pages, in_declarations, in_records, in_listing_records, in_rss, in_atom]
)
def test_in_every_format(authors_in: Parse, every: int) -> None:
    lines = LINES[::every]
    found = zip(lines, authors_in(lines), strict=True)

    assert {line: names for (_, line), names in found if names != expected(line)} == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_begins_like_a_phrase_comes_out_whole(name: str) -> None:
    assert split_authors(name) == (name,)
    assert names_of_field(name) == (name,)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Per Albin Berg and Theo van Rijn", ("Per Albin Berg", "Theo van Rijn")),
        ("Robert A Heinlein", ("Robert A Heinlein",)),
        ("By Dan Brown And Bo Ray", ("Dan Brown", "Bo Ray")),
        ("ANA GARCÍA Y LUIS PÉREZ", ("ANA GARCÍA", "LUIS PÉREZ")),
        ("山田和子", ("山田和子",)),
        ("王小明和李小紅", ("王小明", "李小紅")),
        ("記者王小明 通讯员李小紅", ("王小明", "李小紅")),
        ("De notre correspondant à Rome, Marco Rossi", ("Marco Rossi",)),
        ("Foto: Marco Rossi", ()),
        ("责任编辑：王小明", ()),
        ("By Marco Rossi, Sandholm Gazette", ("Marco Rossi",)),
        ("By Marco Rossi and Anna Berg, Sandholm Gazette", ("Marco Rossi", "Anna Berg")),
        ("Von Anna Berg, Sandholmer Zeitung", ("Anna Berg",)),
        ("Por Marta Ruiz, Diario de Arena", ("Marta Ruiz",)),
        ("By Diario de Arena", ("Diario de Arena",)),
        ("Bakterier na Huden", ("Bakterier na Huden",)),
        ("\u200bنویسنده: نرگس کاویانی\u200b", ("نرگس کاویانی",)),
    ],
)
def test_what_stands_between_names_and_what_is_a_part_of_them(line: str, names: tuple[str, ...]) -> None:
    assert split_authors(line) == names


def test_a_word_for_and_that_is_another_word_elsewhere_counts_in_its_language() -> None:
    assert split_authors("Juma Ali na Asha Omar", "sw") == ("Juma Ali", "Asha Omar")
    assert split_authors("Juma Ali na Asha Omar", "pl") == ("Juma Ali na Asha Omar",)


@pytest.mark.parametrize("line", ["作者：王小明", "Deur Piet Botha", "Autore: Marco Rossi", "Di Marco Rossi"])
def test_a_signature_needs_no_mark_of_the_page(line: str) -> None:
    assert is_signature(line, "it")


@pytest.mark.parametrize("line", ["تقرير اقتصادي جديد", "编辑 锁定 讨论", "De Telegraaf", "Text Size", "By the sea"])
def test_a_line_that_begins_like_a_byline_is_no_signature(line: str) -> None:
    assert not is_signature(line, "nl")
