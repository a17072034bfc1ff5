"""Where the records are in a JSON object, and which objects are one article."""

import pytest

from etl.ingest.records.json_layouts import Table, holds_records, lists_in, table_in

TEXT = "The bridge over the river is closed until the end of May."
ONE = {"title": "Bridge closed", "text": TEXT}
MARKED = ONE | {"url": "https://news.example/1"}


@pytest.mark.parametrize(
    ("head", "table"),
    [
        ({"columns": ["title", "text"], "data": [["a", "b"]]}, Table.SPLIT),
        ({"columns": ["title", "text"], "data": []}, None),
        ({"columns": ["title", "text"], "data": [{"a": 1}]}, None),
        ({"columns": ["title", "text"], "data": "a"}, None),
        ({"columns": ["title", 1], "data": [["a", "b"]]}, None),
        ({"title": {"0": "a"}, "text": {"0": "b"}}, Table.COLUMNS),
        ({"title": {"0": "a"}}, Table.COLUMNS),
        ({"text": {"0": "a"}}, Table.COLUMNS),
        ({"name": {"0": "a"}}, None),
        ({"title": {"0": "a"}, "text": {}}, None),
        ({"title": {"0": "a"}, "text": {"x": "b"}}, None),
        ({"title": {"0": "a"}, "text": {"0": {"b": "c"}}}, None),
        ({"title": {"0": "a"}, "text": "b"}, None),
        ({}, None),
        ({"title": ["a", "b"], "text": ["c", "d"]}, Table.LISTS),
        ({"title": ["a", "b"], "n": ["1", "2"], "text": ["c"]}, Table.LISTS),  # the last column is cut
        ({"title": ["a", "b"], "n": ["1"], "text": ["c", "d"]}, None),
        ({"title": ["a"], "text": ["c"]}, None),
        ({"title": ["a", "b"]}, None),
        ({"title": ["a", "b"], "n": ["c", "d"]}, None),
        ({"n": ["a", "b"], "text": ["c", "d"]}, None),
        ({"title": ["a", "b"], "text": [{"c": "d"}, "e"]}, None),
        ({"title": ["a", "b"], "text": ["c", "d"], "count": 2}, None),
    ],
)
def test_a_table_of_pandas_is_known_by_its_form(head: dict[str, object], table: Table | None) -> None:
    assert table_in(head) == table


@pytest.mark.parametrize(
    ("key", "value", "is_found"),
    [
        ("articles", [{"text": TEXT}], True),
        ("articles", [{"text": ""}], False),
        ("articles", [{"title": "a"}], False),
        ("articles", [{"title": "a", "date": "2024-05-06"}], True),
        ("articles", [{"name": "a", "url": "https://shop.example"}], False),
        ("articles", [{"name": "a", "date": "2024-05-06"}], True),
        ("articles", [{"date": "2024-05-06"}], False),
        ("articles", [{"a": TEXT, "b": "The bridge is closed"}], True),
        ("articles", [{"a": TEXT}], False),
        ("articles", [{"b": "The bridge is closed"}], False),
        ("articles", ["a", 7, {"text": TEXT}], True),
        ("articles", ["a", 7], False),
        ("articles", "a", False),
        ("articles", [{"_source": {"text": TEXT}}], True),
        ("articles", [{"_source": {"node": {"text": TEXT}}}], True),
        ("articles", [{"_source": {"node": {"row": {"text": TEXT}}}}], False),
        ("anything", [MARKED], True),
        ("anything", [ONE], False),
        ("anything", [ONE | {"id": 7}], True),
        ("anything", [ONE | {"id": None}], False),
        ("anything", [{"title": "a", "summary": "b", "author": "c"}], True),
        ("anything", [{"text": "a", "author": "c"}], False),
        ("related", [MARKED], False),
        ("anything", {"a": ONE, "b": ONE}, True),
        ("anything", {"a": ONE, "b": ONE, "c": {}}, True),  # the last one is cut
        ("anything", {"a": ONE, "b": {}, "c": {}}, False),
        ("anything", {"a": ONE}, False),
        ("anything", {"7": ONE}, True),
        ("anything", {"7": {}}, False),
        ("anything", {"a": ONE, "b": "c"}, False),
        ("anything", {}, False),
        ("anything", {"item": ONE, "b": ONE}, False),
        ("anything", {"articles": ONE, "b": ONE}, False),
        ("anything", {"related": ONE, "b": ONE}, False),
        ("anything", {"title": ONE, "b": ONE}, False),
        ("anything", {"text": ONE, "b": ONE}, False),
    ],
)
def test_a_value_holds_records(key: str, value: object, is_found: bool) -> None:
    assert holds_records(key, value) == is_found


@pytest.mark.parametrize(
    ("head", "paths"),
    [
        ({"articles": [ONE], "old": [MARKED]}, [("articles",), ("old",)]),
        ({"a": {"b": {"articles": [ONE]}}}, [("a", "b", "articles")]),
        ({"a": {"b": {"c": {"articles": [ONE]}}}}, []),
        ({"a": {"articles": [ONE]}, "articles": [ONE]}, [("a", "articles"), ("articles",)]),
        ({"7": ONE, "8": ONE}, [()]),
        ({"a": {"7": ONE, "8": ONE}}, [("a",)]),
        ({"text": "a", "articles": [ONE]}, []),
        ({"text": ["a", "b"], "articles": [ONE]}, []),
        ({"text": "", "articles": [ONE]}, [("articles",)]),
        ({"text": ["a", 7], "articles": [ONE]}, [("articles",)]),
        ({"title": "a", "articles": [ONE]}, [("articles",)]),
        ({"title": "a", "others": [MARKED]}, []),
        ({"title": 7, "others": [MARKED]}, [("others",)]),
        ({"related": {"articles": [ONE]}}, []),
        ({"count": 7}, []),
    ],
)
def test_records_are_found_below_three_keys_at_most(head: dict[str, object], paths: list[tuple[str, ...]]) -> None:
    assert lists_in(head) == paths
