import socket

import pytest
from fixture_types import MakeArticle, MakeBlock
from hypothesis import given
from hypothesis import strategies as st
from made import make_article

from etl.articles import Article
from etl.enrich.language.detect import detect_language
from etl.enrich.language.model import load_identifier

TEXTS = {
    "ar": "أعلنت بلدية المدينة أن خط الترام الجديد سيبدأ العمل مطلع الشهر المقبل بعد عامين من الأشغال.",
    "fa": "شهرداری اعلام کرد که خط تازهٔ تراموا از آغاز ماه آینده پس از دو سال کار راه‌اندازی می‌شود.",
    "ur": "بلدیہ نے اعلان کیا ہے کہ ٹرام کی نئی لائن دو سال کے کام کے بعد اگلے مہینے کے آغاز سے چلے گی۔",
    "he": "עיריית העיר הודיעה כי קו הרכבת הקלה החדש ייפתח בתחילת החודש הבא אחרי שנתיים של עבודות.",
    "zh": "市政府宣布，新的有轨电车线路经过两年施工，将于下月初通车。",
    "ja": "市は、二年間の工事を経て、新しい路面電車の路線が来月初めに開業すると発表した。",
    "ko": "시는 2년간의 공사를 마치고 새 노면전차 노선이 다음 달 초 개통된다고 밝혔다.",
    "th": "เทศบาลประกาศว่ารถรางสายใหม่จะเปิดให้บริการต้นเดือนหน้าหลังก่อสร้างนานสองปี",
    "ru": "Мэрия объявила, что новая трамвайная линия откроется в начале следующего месяца после двух лет работ.",
    "uk": "Мерія оголосила, що нова трамвайна лінія відкриється на початку наступного місяця після двох років робіт.",
    "hi": "नगर निगम ने घोषणा की है कि दो साल के काम के बाद नई ट्राम लाइन अगले महीने की शुरुआत में चलेगी।",
    "pt": "A prefeitura anunciou que a nova linha de bonde começará a funcionar no início do próximo mês.",
    "es": "El ayuntamiento anunció que la nueva línea de tranvía empezará a funcionar a principios del mes que viene.",
    "de": "Die Stadt hat angekündigt, dass die neue Straßenbahnlinie Anfang nächsten Monats eröffnet wird.",
    "sw": "Manispaa imetangaza kwamba njia mpya ya treni itaanza kufanya kazi mwanzoni mwa mwezi ujao.",
    "ha": "Hukumar birnin ta sanar cewa sabuwar hanyar jirgin kasa za ta fara aiki a farkon wata mai zuwa.",
}


def rules(article: Article) -> list[str]:
    return [issue.rule for issue in article.quality_issues]


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(make_article: MakeArticle, language: str) -> None:
    article = detect_language(make_article(TEXTS[language]))

    assert article.language == language
    assert article.language_confidence is not None
    assert article.language_confidence >= 0.7
    assert rules(article) == []


@pytest.mark.parametrize("text", ["", "12 345,67 € — 2026", "...", "👍👍👍"])
def test_a_text_without_letters_has_no_language_whatever_is_declared(make_article: MakeArticle, text: str) -> None:
    article = detect_language(make_article(text, language_declared="en"))

    assert article.language is None
    assert article.language_confidence is None
    assert rules(article) == ["language_missing"]


def test_too_short_a_text_has_no_language(make_article: MakeArticle) -> None:
    article = detect_language(make_article("Kim Bo"))

    assert article.language is None
    assert rules(article) == ["language_missing"]


def test_too_short_a_text_takes_the_declared_language_with_a_doubt(make_article: MakeArticle) -> None:
    article = detect_language(make_article("Kim Bo", language_declared="pl-PL"))

    assert article.language == "pl"
    assert rules(article) == ["language_doubtful"]


def test_a_clear_text_overrules_a_wrong_declaration(make_article: MakeArticle) -> None:
    article = detect_language(make_article(TEXTS["ar"], language_declared="en-US"))

    assert article.language == "ar"
    assert [(issue.rule, issue.evidence) for issue in article.quality_issues] == [("language_doubtful", "declared en")]


@pytest.mark.parametrize("declared", ["pt-BR", "PT", "pt_BR", "por"])
def test_a_right_declaration_raises_no_doubt(make_article: MakeArticle, declared: str) -> None:
    article = detect_language(make_article(TEXTS["pt"], language_declared=declared))

    assert (article.language, article.language_declared) == ("pt", declared)
    assert rules(article) == []


@pytest.mark.parametrize("declared", ["English", "xx", "und", "mul", "", "-"])
def test_a_declaration_that_names_no_language_counts_as_none(make_article: MakeArticle, declared: str) -> None:
    assert detect_language(make_article(TEXTS["de"], language_declared=declared)).language == "de"


def test_a_language_that_the_detector_does_not_know_is_believed_with_a_doubt(make_article: MakeArticle) -> None:
    text = "Lekgotla le boletse gore mola o mošwa o tla simolola go dira kwa tshimologong ya kgwedi e e tlang."

    article = detect_language(make_article(text, language_declared="tn"))

    assert (article.language, article.language_confidence) == ("tn", None)
    assert rules(article) == ["language_doubtful"]


@pytest.mark.parametrize("declared", ["hr", "bs", "sr"])
def test_the_declaration_decides_between_languages_that_are_written_alike(
    make_article: MakeArticle, declared: str
) -> None:
    text = "Gradska uprava objavila je da će nova tramvajska linija početi raditi početkom sljedećeg mjeseca."

    article = detect_language(make_article(text, language_declared=declared))

    assert article.language == {"sr": "sr-Latn"}.get(declared, declared)
    assert rules(article) == []


def test_addresses_and_hashtags_do_not_count_as_text(make_article: MakeArticle) -> None:
    addresses = "https://news.example/the-latest-news-from-the-city desk@news.example #breakingnews @newsdesk " * 20

    assert detect_language(make_article(addresses + TEXTS["fa"])).language == "fa"


def test_extra_and_captions_do_not_count_as_text(make_article: MakeArticle, block: MakeBlock) -> None:
    credit = block("Photograph by the agency, all rights reserved, reporting by our own correspondent. " * 10)

    assert detect_language(make_article(TEXTS["ru"], extra=(credit,), captions=(credit,))).language == "ru"


def test_a_stray_foreign_word_does_not_change_the_language(make_article: MakeArticle) -> None:
    assert detect_language(make_article("تم ت formalization القرار من قبل اللجنة العليا أمس.")).language == "ar"


def test_no_connection_is_opened(make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("opened a socket")

    load_identifier.cache_clear()
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert detect_language(make_article(TEXTS["ko"])).language == "ko"


@given(st.text(), st.none() | st.text(max_size=12))
def test_any_text_gives_a_language_or_an_issue_and_keeps_its_words(text: str, declared: str | None) -> None:
    article = make_article(text, language_declared=declared)

    detected = detect_language(article)

    assert detected.body == article.body
    assert (detected.language is None) == ("language_missing" in rules(detected))
    assert detected == detect_language(article)
