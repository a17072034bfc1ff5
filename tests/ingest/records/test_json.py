"""JSON lines and JSON arrays."""

import json

import pytest
from fixture_types import Outcomes, Read, ReadDocuments
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from etl.documents import Document, Refusal

RECORDS = st.lists(
    st.dictionaries(st.text(max_size=5), st.recursive(st.text() | st.none() | st.integers(), st.lists, max_leaves=5)),
    min_size=2,
    max_size=6,
)
ONE, TWO = b'{"text": "one"}', b'{"text": "two"}'


@given(RECORDS)
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_every_line_is_one_document_at_its_place(read_documents: ReadDocuments, records: list[object]) -> None:
    data = b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\r\n" for record in records)
    units = read_documents(data, "dump.jsonl")
    assert [json.loads(unit.data) for unit in units] == records
    assert [unit.origin.position for unit in units] == list(range(len(records)))
    assert all(data[unit.origin.byte_offset :][: unit.origin.byte_length] == unit.data for unit in units)


@given(RECORDS, st.sampled_from([None, 2]))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_every_element_of_an_array_is_one_document(
    read_documents: ReadDocuments, records: list[object], indent: int | None
) -> None:
    units = read_documents(json.dumps(records, ensure_ascii=False, indent=indent).encode(), "dump.json")
    assert [json.loads(unit.data) for unit in units] == records
    assert all(unit.origin.byte_offset is None for unit in units)


def test_blank_lines_are_no_units_and_broken_ones_are(outcomes: Outcomes) -> None:
    assert outcomes(ONE + b"\n\n  \n" + b"null\n" + b'{"cut": \n' + TWO, "dump.jsonl") == [
        ONE,
        b"null",
        b'{"cut": ',
        TWO,
    ]


def test_lines_are_recognised_without_a_name(read_documents: ReadDocuments) -> None:
    units = read_documents(ONE + b"\n" + TWO + b"\n", "part-0001")
    assert [(unit.data, unit.media_type) for unit in units] == [(ONE, "application/json"), (TWO, "application/json")]


@pytest.mark.parametrize("data", [ONE + b"\n", b"{\n" + ONE + b"\n}"])
def test_an_object_or_text_in_braces_is_one_document(outcomes: Outcomes, data: bytes) -> None:
    assert outcomes(data, "part-0001") == [data]


def test_a_last_line_that_breaks_off_is_truncated(read: Read) -> None:
    first, last = read(ONE + b"\n" + TWO[:-4], "dump.jsonl")
    assert isinstance(first, Document)
    assert isinstance(last, Refusal)
    assert first.data == ONE
    assert (last.reason, last.origin.byte_offset) == ("truncated", len(ONE) + 1)


def test_a_line_over_the_limit_costs_only_itself(outcomes: Outcomes) -> None:
    lines = ONE + b'\n{"text": "' + b"x" * 500 + b'"}\n' + TWO
    assert outcomes(lines, "dump.jsonl", max_document_bytes=100) == [ONE, "document_too_large", TWO]


def test_a_byte_order_mark_and_record_separators_are_no_part_of_the_record(read_documents: ReadDocuments) -> None:
    assert [(u.data, u.origin.byte_offset) for u in read_documents(b"\xef\xbb\xbf" + ONE + b"\n", "a.jsonl")] == [
        (ONE, 3)
    ]
    assert [(u.data, u.origin.byte_offset) for u in read_documents(b"\x1e" + ONE + b"\n\x1e" + TWO + b"\n", "a")] == [
        (ONE, 1),
        (TWO, 18),
    ]


def test_a_byte_order_mark_before_an_array_is_no_part_of_a_record(outcomes: Outcomes) -> None:
    assert outcomes(b"\xef\xbb\xbf[" + ONE + b"]", "a.json") == [ONE]


def test_a_cut_record_stands_behind_its_separator(read: Read) -> None:
    _, cut = read(b"\x1e" + ONE + b"\n\x1e" + TWO[:-4], "a.json-seq")
    assert isinstance(cut, Refusal)
    assert (cut.reason, cut.origin.byte_offset, cut.origin.byte_length) == ("truncated", len(ONE) + 3, len(TWO) - 4)


def test_an_array_under_a_name_of_lines_is_an_array(outcomes: Outcomes) -> None:
    assert outcomes(b"[" + ONE + b",\n" + TWO + b"]", "dump.jsonl") == [ONE, TWO]


def test_brackets_and_quotes_in_strings_divide_nothing(outcomes: Outcomes) -> None:
    element = rb'{"text": "a ] \" } , [ \\"}'
    assert outcomes(b"[" + element + b"," + element + b"]", "a.json") == [element, element]


@pytest.mark.parametrize("escaped", [b"\\\\", b'\\"'])
def test_strings_longer_than_a_step_are_kept_whole(outcomes: Outcomes, escaped: bytes) -> None:
    elements = [b'{"text": "' + escaped * number + b'x"}' for number in range(65_520, 65_540)]
    assert outcomes(b"[" + b",".join(elements) + b"]", "a.json") == elements


def test_an_empty_array_is_one_rejected_unit(outcomes: Outcomes) -> None:
    assert outcomes(b" [ ] ", "a.json") == ["no_units"]


def test_an_array_that_does_not_end_gives_its_whole_elements(outcomes: Outcomes) -> None:
    assert outcomes(b"[" + ONE + b"," + TWO[:-3], "a.json") == [ONE, "truncated"]


def test_bytes_after_an_array_are_reported(outcomes: Outcomes) -> None:
    assert outcomes(b"[" + ONE + b"] and more", "a.json") == [ONE, "malformed"]


def test_an_element_over_the_limit_costs_only_itself(outcomes: Outcomes) -> None:
    data = b"[" + ONE + b', {"text": "' + b"x" * 500 + b'"}, ' + TWO + b"]"
    assert outcomes(data, "a.json", max_document_bytes=100) == [ONE, "document_too_large", TWO]


def test_an_element_of_exactly_the_limit_is_read(outcomes: Outcomes) -> None:
    assert outcomes(b"[" + ONE + b"]", "a.json", max_document_bytes=len(ONE)) == [ONE]
    assert outcomes(b"[" + ONE + b"]", "a.json", max_document_bytes=len(ONE) - 1) == ["document_too_large"]


def test_a_pretty_object_is_one_document(outcomes: Outcomes) -> None:
    data = json.dumps({"text": "one", "tags": [{"a": 1}, {"b": 2}]}, indent=2).encode()
    assert outcomes(data, "a.json") == [data]


def test_text_in_brackets_is_no_array(outcomes: Outcomes) -> None:
    assert outcomes(b"[Agency] The bridge was closed.", "a.txt") == [b"[Agency] The bridge was closed."]


@pytest.mark.parametrize("text", ["[] Carry a torch, because the cave has no lamps.", "[ ] Torch\n[x] Rope", "[]first"])
def test_text_that_begins_with_an_empty_box_is_no_array(outcomes: Outcomes, text: str) -> None:
    assert outcomes(text.encode(), "walk.txt") == [text.encode()]


def test_a_cut_array_gives_its_whole_elements_and_shows_the_cut_one(read: Read) -> None:
    document, refusal = read(b'[{"text": "One."}, {"text": "Tw', "dump.json")
    assert isinstance(document, Document)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.origin.position, refusal.head) == ("truncated", 1, b'{"text": "Tw')


def test_a_line_that_is_an_array_does_not_make_the_file_one(outcomes: Outcomes) -> None:
    assert len(outcomes(b'{"text": "One."}\n[1, 2]\n{"text": "Two."}\n', "a.jsonl")) == 3
