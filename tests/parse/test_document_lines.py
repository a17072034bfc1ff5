"""The source beside its article: nothing of it is left out, and each piece stands with the block that holds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.articles import Block, Role
from etl.documents import FEED_ENTRY_NAMESPACE
from etl.parse.document_lines import SourceLine, record_lines, text_lines
from etl.parse.records.feed_tree import read_entry
from etl.parse.records.read_json import values_of

Shown = list[tuple[str, list[tuple[str, str | None]]]]


def block(text: str, start: int | None = None, end: int | None = None) -> Block:
    return Block(role=Role.PARAGRAPH, text=text, detected_by="test", start=start, end=end)


def shown(lines: list[SourceLine]) -> Shown:
    return [(line.label, [(fragment.text, fragment.place) for fragment in line.fragments]) for line in lines]


@pytest.mark.parametrize(
    ("text", "spans", "lines"),
    [
        ("", [], []),
        ("one\n", [], [("1", [("one", None)])]),
        ("a\nb", [(0, 2)], [("1", [("a", "0")]), ("2", [("b", None)])]),
        ("one\n\ntwo", [], [("1", [("one", None)]), ("2", []), ("3", [("two", None)])]),
        ("one", [(0, 3)], [("1", [("one", "0")])]),
        ("# one!", [(2, 5)], [("1", [("# ", None), ("one", "0"), ("!", None)])]),
        ("one two", [(0, 3), (4, 7)], [("1", [("one", "0"), (" ", None), ("two", "1")])]),
        ("onetwo", [(0, 3), (3, 6)], [("1", [("one", "0"), ("two", "1")])]),
        ("one\ntwo", [(0, 3), (4, 7)], [("1", [("one", "0")]), ("2", [("two", "1")])]),
        (
            "one\ntwo\nend",
            [(1, 6)],
            [("1", [("o", None), ("ne", "0")]), ("2", [("tw", "0"), ("o", None)]), ("3", [("end", None)])],
        ),
        (
            "a\nb\nc\nd",
            [(6, 7), (0, 1)],
            [("1", [("a", "1")]), ("2", [("b", None)]), ("3", [("c", None)]), ("4", [("d", "0")])],
        ),
    ],
)
def test_the_lines_of_a_text_are_whole_and_cut_where_blocks_begin_and_end(
    text: str, spans: list[tuple[int, int]], lines: Shown
) -> None:
    placed = [(str(number), block("", *span)) for number, span in enumerate(spans)]

    assert shown(text_lines(text, [*placed, ("of no place", block("x"))])) == lines


@given(text=st.text(alphabet="ab \n", max_size=30), edges=st.lists(st.integers(0, 30), max_size=8))
def test_every_letter_stands_once_with_the_block_whose_span_it_is_in(text: str, edges: list[int]) -> None:
    edges = sorted({min(edge, len(text)) for edge in edges})
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    holder = {at: str(number) for number, span in enumerate(spans) for at in range(*span)}

    lines = text_lines(text, [(str(number), block("", *span)) for number, span in enumerate(spans)])

    letters = [[(letter, place) for piece, place in pieces for letter in piece] for _, pieces in shown(lines)]
    expected: list[list[tuple[str, str | None]]] = [[]]
    for at, letter in enumerate(text):
        if letter == "\n":
            expected.append([])
        else:
            expected[-1].append((letter, holder.get(at)))
    assert letters == (expected if expected[-1] else expected[:-1])
    assert all(text for _, pieces in shown(lines) for text, _ in pieces)


def test_the_fields_of_a_record_are_named_once_and_linked_where_a_block_says_the_same() -> None:
    fields = [("title", "Ferry"), ("body", "<p>It&#39;s late.</p>\nFerry<br>Ferry\n\nEnd")]
    placed = [("title", block("Ferry")), ("first", block("It's late.")), ("second", block("Ferry"))]

    assert shown(record_lines(fields, placed)) == [
        ("title", [("Ferry", "title")]),
        ("body", [("<p>", None), ("It&#39;s late.", "first"), ("</p>", None)]),
        ("", [("Ferry", "second"), ("<br>Ferry", None)]),
        ("", []),
        ("", [("End", None)]),
    ]


def test_every_value_of_a_json_record_has_its_path() -> None:
    record = {"title": "Ferry", "tags": ["sea", {"name": "wind"}], "count": 3, "free": True, "none": None, "empty": []}

    assert list(values_of(record)) == [
        ("title", "Ferry"),
        ("tags[0]", "sea"),
        ("tags[1].name", "wind"),
        ("count", "3"),
        ("free", "true"),
        ("none", "null"),
    ]


def test_the_elements_of_a_feed_entry_are_shown_with_their_attributes() -> None:
    entry = f"""<feed xmlns="{FEED_ENTRY_NAMESPACE}"><entry xmlns="http://www.w3.org/2005/Atom">
        <title> Ferry </title><?not this?><link rel="alternate" href="https://n.example/1"/><id/>
    </entry></feed>"""

    assert list(read_entry(entry.encode()).fields()) == [
        ("title", "Ferry"),
        ("link href", "https://n.example/1"),
        ("link rel", "alternate"),
        ("link", ""),
        ("id", ""),
    ]
