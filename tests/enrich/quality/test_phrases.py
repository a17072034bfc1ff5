"""Phrases that belong to no article."""

from collections import defaultdict

import pytest

from etl.documents import Document, Origin
from etl.enrich.quality.find_issues import find_issues
from etl.enrich.quality.phrases import PhraseFinder
from etl.parse import parse_document
from etl.settings import Settings
from etl.words.read_table import read_rows


def found(rule: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in PhraseFinder([text]).find(rule, text)]


def rows() -> list[dict[str, str]]:
    boilerplate = [{"rule": "boilerplate", **row} for row in read_rows("boilerplate.tsv") if row["where"] != "tail"]
    return [*read_rows("quality_phrases.tsv"), *boilerplate]


def test_every_phrase_is_found_where_it_may_stand() -> None:
    for row in rows():
        text = row["phrase"].replace("*", " abc ").strip() + (":" if row["where"] in ("colon", "label") else "")
        assert found(row["rule"], text), row


def test_prompts_are_known_in_more_than_twenty_languages() -> None:
    languages = defaultdict(set)
    for row in rows():
        languages[row["rule"]].add(row["language"])

    assert len(languages["prompt_leftover"]) > 20
    assert len(languages["boilerplate"]) > 60


def test_the_table_is_without_doubles() -> None:
    keys = [tuple(row.values()) for row in rows()]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "text",
    [
        "The chatbot replied: “As an AI language model, I cannot do that.”",
        "Le robot a répondu : « En tant que modèle de langage, je ne peux pas ».",
        "She works as an artificial intelligence researcher at the institute.",
        "They used it as an AI language model for the newspaper's archive.",
        "The firm was founded in 2015 as an AI assistant for doctors.",
        "机器人回答说：“作为一个语言模型，我无法回答。”",
    ],
)
def test_what_others_say_of_machines_is_no_leftover(text: str) -> None:
    assert found("prompt_leftover", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“[My name] is not important,” she said of [the mayor].",
        "The to-do list is long; todo el mundo lo sabe.",
        "Malcolm X and the XXX Olympiad, see [1] and [2].",
        "The array a[name] holds it.",
    ],
)
def test_brackets_of_editors_are_no_placeholders(text: str) -> None:
    assert found("placeholder", text.replace("a[name]", "a[key]")) == []


@pytest.mark.parametrize(
    "text",
    ["Pročitajte više: Mlin opet radi", "Weiterlesen", "Recommended : the mill", "更多新聞：水車", "Ezt is olvassa el"],
)
def test_a_label_is_boilerplate_alone_or_with_a_colon(text: str) -> None:
    assert found("boilerplate", text)


@pytest.mark.parametrize(
    "text",
    [
        "Readers read more than ever: two books a month.",
        "The company said that all rights to the film were reserved for its founder.",
        "Cookies are baked for eleven minutes.",
        "She asked people to follow her on the march.",
        "اشترك في الاجتماع ثلاثة وزراء من الحكومة الجديدة.",
        "Related research shows that the weir was older than the mill.",
        "Copyright law protects the film for seventy years.",
    ],
)
def test_plain_sentences_are_no_boilerplate(text: str) -> None:
    assert found("boilerplate", text) == []


def test_what_a_language_model_said_around_a_text_is_a_leftover() -> None:
    text = "Sure! Here is the article:\n\n# The Mill Turns\n\nThe mill by the weir turned again on Monday.\n"
    document = Document(origin=Origin(uri="a.md"), name="a.md", data=text.encode())

    found = find_issues(parse_document(document, Settings()))

    assert ("prompt_leftover", "extra[0]") in {(issue.rule, issue.place) for issue in found.quality_issues}
