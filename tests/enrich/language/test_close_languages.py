"""Languages written much alike, scripts of one language, and the languages of blocks."""

import pytest
from fixture_types import MakeArticle, MakeBlock

from etl.articles import Article, Section
from etl.enrich.language.blocks import detect_block_languages
from etl.enrich.language.close_languages import with_script
from etl.enrich.language.detect import detect_language

CLOSE = {
    "id": "Gubernur mengatakan bahwa mobil dinas dan uang kantor akan diperiksa karena warga mengeluh sejak Maret.",
    "ms": "Beliau berkata bahawa kereta dan wang pejabat akan diperiksa kerana penduduk mengadu sejak Mac lalu.",
    "hr": "Općina je kazala da će vlak voziti od siječnja, a tisuće putnika čekaju već tjedan dana.",
    "sr-Latn": "Opština je saopštila da će voz voziti od januara, a hiljade putnika čekaju već nedelju dana gde i pre.",
    "bs": "Općina je saopćila da će voz voziti od januara, a hiljade putnika čekaju već dvije sedmice, kaže historija.",
    "nn": "Kommunen seier at brua ikkje opnar før neste veke, og at eg og dei andre frå bygda vart varsla.",
    "da": "Kommunen siger, at broen ikke åbner før næste uge, og at mange af os hvad angår det blev advaret efter det.",
    "cs": "Město říká, že most nebude otevřen, protože řemeslníci ještě neuložili všechny trámy.",
    "sk": "Mesto hovorí, že most nebude otvorený, pretože remeselníci ešte neuložili všetky trámy a kôlňa stojí.",
    "gl": "O concello di que a ponte non abrirá ata o luns, e que os veciños xa foron avisados onte pola tarde.",
    "mk": "Општината вели дека мостот нема да се отвори до понеделник и дека граѓаните веќе се известени од неа.",
    "bg": "Общината казва, че мостът няма да се отвори до понеделник и че гражданите вече са уведомени от нея.",
    "uk": "Місто каже, що міст не відкриють до понеділка і що мешканців її району вже попередили вчора ввечері.",
    "be": "Горад кажа, што мост не адкрыюць да панядзелка і што жыхароў ужо папярэдзілі ўчора ўвечары.",
    "ur": "بلدیہ کا کہنا ہے کہ پُل پیر تک نہیں کھلے گا اور لوگوں کو پہلے ہی بتا دیا گیا ہے۔",
    "ps": "ښاروالي وايي چې پول به تر دوشنبې پورې نه پرانيستل کېږي او خلکو ته مخکې له مخکې خبر ورکړل شوی دی.",
    "ckb": "شارەوانی دەڵێت پردەکە تا دووشەممە ناکرێتەوە و خەڵکەکە پێشتر ئاگادار کراونەتەوە لەم بارەیەوە.",
}


@pytest.mark.parametrize("language", CLOSE)
def test_a_language_is_told_from_those_like_it(make_article: MakeArticle, language: str) -> None:
    assert detect_language(make_article(CLOSE[language])).language == language


def test_what_cannot_be_told_apart_is_doubtful(make_article: MakeArticle) -> None:
    article = detect_language(
        make_article("Grad je danas otvorio novi most preko rijeke, a ljudi su došli iz svih sela.")
    )

    (issue,) = article.quality_issues
    assert issue.rule == "language_doubtful"
    assert issue.evidence == "similar languages: bs, cnr, hr, sr"


@pytest.mark.parametrize(
    ("text", "declared", "tag"),
    [
        ("市政府宣布，大桥将关闭至五月，公交车改道行驶。", None, "zh"),
        ("市政府宣佈，大橋將關閉至五月，公車改道行駛。", None, "zh-Hant"),
        ("市政府宣佈，大橋將關閉至五月，公車改道行駛。", "zh-CN", "zh-Hant"),
        ("天下", "zh-TW", "zh-Hant"),
        ("天下", "zh-HK", "zh-Hant"),
        ("天下", "zh-Hans", "zh"),
        ("天下", None, "zh"),
    ],
)
def test_chinese_is_told_by_characters_that_only_one_script_has(text: str, declared: str | None, tag: str) -> None:
    assert with_script("zh", text, declared) == tag


@pytest.mark.parametrize(("language", "text", "tag"), [("sr", "Мост је затворен", "sr"), ("sr", "Most je", "sr-Latn")])
def test_a_script_is_named_where_it_is_not_the_usual_one(language: str, text: str, tag: str) -> None:
    assert with_script(language, text, None) == tag


def languages(article: Article) -> list[str | None]:
    article = detect_block_languages(detect_language(article))
    return [block.language for block in article.body.paragraphs]


def test_a_block_has_its_own_language(make_article: MakeArticle) -> None:
    russian = "Мэрия закроет мост на ремонт до мая, и автобусы поедут в объезд через старый город."
    english = "The council will close the bridge until May, and the buses will go through the old town."

    assert languages(make_article(russian, english, russian + " Это надолго.")) == ["ru", "en", "ru"]


def test_a_block_that_is_too_short_has_none(make_article: MakeArticle) -> None:
    text = "Die Stadt sperrt die Brücke bis zum Mai, und die Busse fahren durch die Altstadt."

    assert languages(make_article(text, "Ja, gut.", "2026", text)) == ["de", None, None, "de"]


def test_a_block_between_two_close_languages_is_the_article_s(make_article: MakeArticle) -> None:
    danish = "Kommunen siger, at broen ikke åbner før næste uge, og at mange af os blev advaret efter mødet."

    assert languages(make_article(danish, danish, "Han bor i en lille by ved havet, og den er smuk om sommeren.")) == [
        "da",
        "da",
        "da",
    ]


def test_headings_and_captions_have_a_language_too(make_article: MakeArticle, block: MakeBlock) -> None:
    text = "La ville fermera le pont jusqu'en mai, et les bus passeront par la vieille ville."
    article = make_article(
        sections=(Section(heading=block("Le pont sera fermé jusqu'en mai"), paragraphs=(block(text),)),),
        captions=(block("Le pont, vu de la rive gauche au printemps"),),
    )

    article = detect_block_languages(detect_language(article))

    (section,), (caption,) = article.body.sections, article.body.captions
    assert section.heading is not None
    assert section.heading.language == "fr"
    assert caption.language == "fr"
    assert caption.language_confidence is not None
    assert 0.3 <= caption.language_confidence <= 1
