"""The JSON at the beginning of bytes that end anywhere."""

import json

import pytest

from etl.ingest.records.json_beginning import MAX_DEPTH, object_in, value_in

VALUE = {"a": "b", "c": {"d": [1, True, None, "e"]}, "f": "{[", "g": '\\"'}


@pytest.mark.parametrize(
    ("head", "value"),
    [
        (b'{"a": "b', {"a": "b"}),
        (b'{"a": "b"', {"a": "b"}),
        (b'{"a": "b",', {"a": "b"}),
        (b'{"a": "b", "c', {"a": "b"}),
        (b'{"a": "b", "c"', {"a": "b"}),
        (b'{"a": "b", "c":', {"a": "b"}),
        (b'{"a": "b", "c": 12', {"a": "b"}),
        (b'{"a": "b", "c": 12,', {"a": "b", "c": "12"}),
        (b'{"a": ["b", "c', {"a": ["b", "c"]}),
        (b'{"a": ["b", 7', {"a": ["b"]}),
        (b'{"a": {"b": "c"}, "d": [', {"a": {"b": "c"}, "d": []}),
        (b'{"a": "b"} and more {', {"a": "b"}),
        (b'\xef\xbb\xbf \n{"a": "b"}', {"a": "b"}),
        (b'{"a": "\xc3\xa9\xc3', {"a": "é"}),
        (b'{"a": "b\nc"}', {"a": "b\nc"}),
        (b'{"a": "b"]', {"a": "b"}),
        (b'{"a" "b"}', {}),
        (b'["a"]', {}),
        (b"a", {}),
        (b"", {}),
        (b"{", {}),
    ],
)
def test_an_object_is_read_as_far_as_its_bytes_go(head: bytes, value: object) -> None:
    assert object_in(head) == value


def test_no_beginning_of_an_object_has_what_the_object_has_not() -> None:
    data = json.dumps(VALUE).encode()

    for size in range(len(data)):
        found = object_in(data[:size])
        assert found.keys() <= VALUE.keys()
        assert str(found.get("a", "b")) in ("", "b")
    assert object_in(data) == VALUE | {"c": {"d": ["1", True, None, "e"]}}


def test_another_value_is_read_too() -> None:
    assert value_in(b'["a", "b') == ["a", "b"]
    assert value_in(b'["a", "\xc3\xa9\xc3') == ["a", "é"]
    assert value_in(b"nothing") is None


@pytest.mark.parametrize(("depth", "is_read"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_brackets_are_nested_so_far_only(depth: int, is_read: bool) -> None:
    assert (value_in(b"[" * depth) is not None) == is_read
