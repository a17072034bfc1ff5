"""JSON objects that hold the records of several articles."""

import json
from typing import Any

import pytest
from fixture_types import MakeSettings, Outcomes, ReadDocuments
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from etl.ingest.container import HEAD_BYTES

ONE = {"title": "Bridge closed", "url": "https://news.example/1", "text": "The bridge was closed on Monday."}
TWO = {"title": "Ferry runs", "url": "https://news.example/2", "text": 'It ran "again" {on} [Tuesday], she said: \\.'}


def packed(value: object, **how: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, **how).encode()


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "totalResults": 2, "articles": [ONE, TWO]},
        {"response": {"status": "ok", "pages": 1, "results": [ONE, TWO]}},
        {"copyright": "c", "response": {"docs": [ONE, TWO], "meta": {"hits": 2}}},
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "All news",
            "authors": [{"name": "A"}],
            "items": [ONE, TWO],
        },
        {"@context": "https://schema.org", "@graph": [ONE, TWO]},
        {"took": 3, "hits": {"total": {"value": 2}, "hits": [ONE, TWO]}},
        {"articles": {"page": 1, "results": [ONE, TWO]}},
        {"schema": {"fields": [{"name": "title", "type": "string"}]}, "data": [ONE, TWO]},
        {"noticias": [ONE, TWO]},
        {"anything at all": [ONE, TWO]},
        {"a": {"b": {"c": [ONE, TWO]}}},
        {"0": ONE, "1": TWO},
        {"articles": {"b3f": ONE, "c77": TWO}},
        {"articles": [ONE], "archive": [TWO]},
    ],
    ids=lambda answer: "-".join(answer),
)
@pytest.mark.parametrize("indent", [None, 2])
def test_each_element_of_a_list_is_a_record(read_documents: ReadDocuments, answer: object, indent: int | None) -> None:
    units = read_documents(packed(answer, indent=indent), "answer.json")

    assert [json.loads(unit.data) for unit in units] == [ONE, TWO]
    assert [unit.media_type for unit in units] == ["application/json"] * 2


@pytest.mark.parametrize("wrapper", ["_source", "node", "attributes", "doc", "row"])
def test_a_record_may_stand_in_a_wrapper(read_documents: ReadDocuments, wrapper: str) -> None:
    units = read_documents(packed({"hits": [{"_id": "1", wrapper: ONE}, {"_id": "2", wrapper: TWO}]}), "answer.json")

    assert [json.loads(unit.data)[wrapper] for unit in units] == [ONE, TWO]


def test_elements_of_a_list_of_articles_may_have_any_keys(read_documents: ReadDocuments) -> None:
    found = [
        {"headline_t": "Bridge closed over Easter", "story_t": ONE["text"] + " Ferries carry people until Friday."}
    ]

    (unit,) = read_documents(packed({"response": {"numFound": 1, "docs": found}}), "answer.json")

    assert json.loads(unit.data) == found[0]


@pytest.mark.parametrize(
    "article",
    [
        {"title": "A", "text": "One.", "articles": [ONE, TWO]},
        {
            "title": "A",
            "keyFacts": ["x"],
            "sections": [{"heading": "H", "content": "C"}, {"heading": "I", "content": "D"}],
        },
        {"title": "A", "body": [{"type": "heading", "text": "H"}, {"type": "paragraph", "text": "P"}]},
        {"title": "A", "related": [ONE, TWO], "body": {"sections": [{"headline": ["H"], "paragraphs": ["P"]}]}},
        {"title": {"rendered": "A"}, "content": {"rendered": "<p>One.</p>"}},
        {"title": "A", "media": [{"title": "B", "text": "C", "url": "https://news.example/1.jpg"}]},
        {"headline": {"main": "A"}, "body": {"main": "One."}},
        {"authors": ["a", "b"], "tags": ["x", "y"], "paragraphs": ["One.", "Two."], "title": "A"},
        {"a": {"b": {"c": {"d": [ONE, TWO]}}}},
    ],
    ids=lambda article: "-".join(article),
)
def test_parts_of_one_article_are_no_records(read_documents: ReadDocuments, article: object) -> None:
    data = packed(article)

    assert [unit.data for unit in read_documents(data, "article.json")] == [data]


@pytest.mark.parametrize(
    "table",
    [
        {"title": {"0": "A", "1": "B"}, "text": {"0": "One.", "1": "Two."}},
        {"title": ["A", "B"], "text": ["One.", "Two."]},
        {"columns": ["title", "text"], "index": [0, 1], "data": [["A", "One."], ["B", "Two."]]},
    ],
    ids=["columns", "list", "split"],
)
def test_the_rows_of_a_table_are_records(read_documents: ReadDocuments, table: object) -> None:
    units = read_documents(packed(table), "table.json")

    assert [json.loads(unit.data) for unit in units] == [{"title": "A", "text": "One."}, {"title": "B", "text": "Two."}]


def test_a_row_with_a_cell_too_many_costs_only_itself(outcomes: Outcomes) -> None:
    table = {"columns": ["title", "text"], "data": [["A", "One."], ["B", "Two.", "3"], ["C", "Three."]]}

    assert outcomes(packed(table), "a.json") == [
        packed({"title": "A", "text": "One."}),
        "malformed",
        packed({"title": "C", "text": "Three."}),
    ]


@given(st.data())
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_a_list_that_breaks_off_gives_its_whole_elements_and_one_fault(outcomes: Outcomes, data: st.DataObject) -> None:
    answer = packed({"status": "ok", "articles": [ONE, TWO], "more": {"pages": [1, 2]}})
    start = answer.index(packed(TWO))
    cut = data.draw(st.integers(start, len(answer) - 1))

    *whole, fault = outcomes(answer[:cut], "answer.json")

    assert fault == "truncated"
    assert whole == [packed(each) for each in (ONE, TWO)][: 2 if cut > start + len(packed(TWO)) else 1]


def test_an_element_over_the_limit_costs_only_itself(outcomes: Outcomes) -> None:
    large = ONE | {"text": "x" * 2000}

    assert outcomes(packed({"articles": [ONE, large, TWO]}), "a.json", max_document_bytes=500) == [
        packed(ONE),
        "document_too_large",
        packed(TWO),
    ]


def test_a_first_record_longer_than_the_head_of_the_file_is_recognised(read_documents: ReadDocuments) -> None:
    long = ONE | {"text": 'One "two" \\ three. ' * 20_000}

    units = read_documents(packed({"articles": [long, TWO]}), "answer.json")

    assert [json.loads(unit.data) for unit in units] == [long, TWO]


def test_several_answers_in_one_file_are_all_read(read_documents: ReadDocuments) -> None:
    answers = packed({"articles": [ONE]}, indent=1) + b"\n" + packed({"articles": [TWO]}, indent=1)

    assert [json.loads(unit.data) for unit in read_documents(answers, "answers.json")] == [ONE, TWO]


def test_an_unmatched_bracket_is_reported(outcomes: Outcomes) -> None:
    assert outcomes(packed({"articles": [ONE]}) + b" ]", "a.json") == [packed(ONE), "malformed"]


def test_a_table_over_the_limit_is_refused(outcomes: Outcomes, settings: MakeSettings) -> None:
    table = packed({"title": {"0": "A"}, "text": {"0": "x" * 500}})

    assert outcomes(table, "a.json", max_document_bytes=100) == ["document_too_large"]


def test_a_list_beside_one_of_records_is_read_also_beyond_the_first_bytes(read_documents: ReadDocuments) -> None:
    first = [ONE | {"text": ONE["text"] * 50}] * 100
    data = packed({"response": {"docs": first, "more": [TWO]}, "more": [ONE]})

    assert data.index(b'"more"') > HEAD_BYTES
    assert [json.loads(unit.data) for unit in read_documents(data, "a.json")] == [*first, TWO]
