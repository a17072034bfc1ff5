"""Heads of texts: what proves one, and which texts with colons and rules have none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.heads.head import Head
from etl.heads.read_head import blanked, read_head

TEXT = "\n\nThe mill by the weir turned again on Monday.\n"

NO_HEADS = {
    "places before a colon": "Berlin: Die Stadt baut um.\nHamburg: Auch hier wird gebaut.",
    "dialogue": "Anna: Where are you going?\nBen: To the harbour.\nAnna: At this hour?",
    "recipe": "Zutaten: Mehl, Eier\nMenge: 4 Portionen\nZeit: 20 Minuten",
    "notice of an event": "Date: 12 May 2026\nTime: 7 pm\nPlace: Town hall\nTickets: 10 euros",
    "questions and answers": "Q: Why now?\nA: Because the river is low.\nQ: Who pays?\nA: The county does.",
    "interview in Chinese": "记者：您怎么看？\n王明：很好。\n记者：谢谢。\n王明：不客气。",
    "interview in Japanese": "記者：いつですか。\n町長：来月です。\n記者：費用は。\n町長：三億円です。",
    "interview in Russian": "Вопрос: Когда откроют мост?\nОтвет: В мае.",
    "letter": "Von: Anna Berg\nAn: Alle\nDatum: 3. Mai 2026\nBetreff: Umzug",
    "result of a match": "Result: 3-1\nDate: Saturday\nVenue: Riverside",
    "clocks": "10:15: The vote begins.\n10:40: The first results.",
    "facts in a row": "Population: 3000\nMayor: Ann Lee\nArea: 12 km",
    "words that are also keys": "Author: the word comes from Latin.\nWriter: this one does not.",
    "a date that is none": "Source: the hills.\nDate: unknown, and the river was here before.",
    "rules around a paragraph": "---\nThe river rose.\n---\nThe next day it fell.",
    "rules around two places": "---\nBerlin: the city builds.\nHamburg: too.\n---",
    "an address alone": "https://example.org/a",
    "labels of facts": "Key facts: the mill turns.\nSummary: it does.",
    "one word for a title": "Title: a word that lawyers dislike",
}


@pytest.mark.parametrize("top", NO_HEADS.values(), ids=NO_HEADS)
def test_a_text_with_colons_or_rules_has_no_head(top: str) -> None:
    assert read_head(top + TEXT) is None


def test_a_head_without_a_text_is_none() -> None:
    assert read_head("---\ntitle: The Mill\n---\n") is None


def known(text: str) -> dict[str, tuple[str, ...]]:
    head = read_head(text)
    assert head is not None
    return {field.name: field.values for field in head.fields if field.name and field.values}


def rest(text: str) -> str:
    head = read_head(text)
    assert head is not None
    return blanked(text, head.spans).strip()


@pytest.mark.parametrize(
    "lines",
    [
        "Titre: Le moulin\nAuteur : Anne Roux\nDate: 3 mai 2026",
        "标题：水车\n作者：李华\n日期：2026年5月3日",
        "العنوان: الطاحونة\nالكاتب: سمير حداد\nتاريخ النشر: 3 مايو 2026",
        "शीर्षक: चक्की\nलेखक: मीरा राव\nतारीख: 3 मई 2026",
        "제목: 물레방아\n기자: 김민수\n날짜: 2026년 5월 3일",
        "Заголовок: Мельница\nАвтор: Олег Синицын\nДата: 3 мая 2026",
        "【标题】水车\n【作者】李华\n【日期】2026-05-03",
        "**Title:** The Mill\n**Author:** Ann Lee\n**Date:** 2026-05-03",
        "- Title: The Mill\n- Author: Ann Lee\n- Date: 2026-05-03",
        "📰 Title: The Mill\n✍️ Author: Ann Lee\n📅 Date: 2026-05-03",
    ],
)
def test_a_header_block_is_read_in_many_languages_and_layouts(lines: str) -> None:
    assert known(lines + TEXT).keys() == {"title", "authors", "published"}
    assert rest(lines + TEXT) == TEXT.strip()


def test_the_key_of_the_text_ends_the_head_and_belongs_to_it() -> None:
    text = "Title: The Mill\nText: The mill by the weir turned again on Monday."

    assert rest(text) == TEXT.strip()


def test_a_label_of_the_summary_ends_the_head() -> None:
    assert rest("Title: The Mill\nURL: https://a.example/1\nSummary: It turned.\n" + TEXT).startswith("Summary: It")


def test_the_date_of_a_download_is_no_date_of_the_article() -> None:
    for key in ("created", "date_saved", "fetched", "Abgerufen am", "抓取时间", "Дата обращения"):
        assert known(f"---\ntitle: The Mill\n{key}: 2026-05-03\n---{TEXT}").keys() == {"title", "fetched"}


def test_front_matter_that_is_no_valid_yaml_is_read() -> None:
    text = (
        f"---\ntitle: The Mill: it turns \"again\"\nauthor: [Ann Lee, 'Bo, Jr.']\nurl: https://a.example/1\n---{TEXT}"
    )

    assert known(text) == {
        "title": ('The Mill: it turns "again"',),
        "authors": ("Ann Lee", "Bo, Jr."),
        "url": ("https://a.example/1",),
    }


def test_names_inside_objects_are_read() -> None:
    text = f"---\ntitle: The Mill\nauthors:\n  - name: Ann Lee\n    url: https://a.example\n  - name: Bo Li\n---{TEXT}"

    assert known(text)["authors"] == ("Ann Lee", "Bo Li")


def test_an_address_and_a_time_in_a_line_each_prove_the_title() -> None:
    head = read_head(f"https://a.example/1\n2026-05-03T10:00:00+0900\nThe Mill{TEXT}")

    assert head is not None
    assert head.title_line == "The Mill"


def _spans(head: Head) -> list[int]:
    return [offset for span in head.spans for offset in span]


@given(st.text(st.sampled_from("---+{}\":=\n []Title dte,'>|\ufeff。：")))
@example('{"title": "a", "b": [1, {"c": 2}]}\n\nText')
@example("---\n# a comment\ntitle: a\n\n---\nText")
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    head = read_head(text)

    if head is not None:
        assert _spans(head) == sorted(_spans(head))
        assert _spans(head)[-1] < len(text)
        assert len(blanked(text, head.spans)) == len(text)
