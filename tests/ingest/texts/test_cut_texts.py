"""Several articles in one text: which signatures cut it, and which texts stay whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.ingest.texts.cut_texts import cut_texts

FIRST = "The mill by the weir turned again on Monday after thirty years. Two hundred people came to watch."
SECOND = "The ferry to the island stopped on Tuesday. Its engine is older than its captain, the company said."
LABELS = "Key facts\n- One thing.\n- Another.\nQuick summary\n"


def both(first: str, second: str, between: str = "\n\n") -> str:
    """Two paragraphs, each under its own lines."""
    return f"{first}{FIRST}{between}{second}{SECOND}"


DATED = ("Title: Mill\nDate: 2026-05-03\n\n", "Title: Ferry\nDate: 2026-05-04\n\n")
CUT = {
    "header blocks and a line of signs": both(*DATED, between="\n=====\n"),
    "header blocks and blank lines": both("Titel: Mühle\nAutor: Jo\n\n", "Titel: Fähre\nAutor: Al\n\n"),
    "header blocks and a page break": both("标题：水车\n作者：李华\n\n", "标题：渡轮\n作者：王明\n\n", "\n\f\n"),
    "front matter": both("---\ntitle: Mill\nid: 1\n---\n", "---\ntitle: Ferry\nid: 2\n---\n"),
    "front matter between semicolons": both(";;;\ntitle: Mill\nid: 1\n;;;\n", ";;;\ntitle: Ferry\nid: 2\n;;;\n"),
    "addresses": both("https://a.example/1\n2026-05-03\nMill\n", "https://a.example/2\n2026-05-04\nFerry\n"),
    "counts in brackets": both("[1/2]\n\nMill\n", "[2/2]\n\nFerry\n"),
    "counted lines": both("Document 1 of 2\n\nMill\n", "Document 2 of 2\n\nFerry\n"),
    "counted lines in Russian": both("Статья 1 из 2\n\nМельница\n", "Статья 2 из 2\n\nПаром\n"),
    "counted lines between signs": both("=== Artikel 1 ===\nMill\n", "=== Artikel 2 ===\nFerry\n"),
    "titles with headings of their own": both("# Mill\n\n## Why\n\n", "# Ferry\n\n## Why\n\n"),
    "labels below titles": both(f"Mill\n\n{LABELS}", f"Ferry\n\n{LABELS}", "\n\n---\n\n"),
    "labels without titles": both(LABELS, LABELS),
    "labels below long titles": both(f"{'M' * 200}\n\n{LABELS}", f"Ferry\n\n{LABELS}"),
    "labels below title, byline and date": both(f"Mill\nJo\n3 May\n{LABELS}", f"Ferry\nAl\n4 May\n{LABELS}"),
}

WHOLE = {
    "scene breaks": both("The Mill\n\n", "", "\n\n***\n\n"),
    "rules between paragraphs": both("", "", "\n\n---\n\n"),
    "all headings of level 1": both("# The Mill\n\n", "# Why it stood\n\n"),
    "a part at the end with a title": both("# The Mill\n\n## Why\n\n", "# Sources\n\n"),
    "a timeline": both("The Week\n\n3 May 2026\n", "4 May 2026\n"),
    "pages": both("Page 1 of 2\n", "Page 2 of 2\n"),
    "articles of a law": both("The treaty\n\nArticle 1\n", "Article 2\n"),
    "a dialogue": both("Anna: ", "Ben: "),
    "one head": both(DATED[0], "Date: the one that nobody knows.\n\n"),
    "heads with few common fields": both(
        "Title: Mill\nDate: 2026-05-03\nAuthor: Jo\nSection: News\n\n", "Title: Ferry\nURL: https://a.example/2\n\n"
    ),
    "books with titles and authors": both("Books\n\nTitle: Mill\nAuthor: Jo\n", "Title: Ferry\nAuthor: Al\n"),
    "labels below sentences": both(f"The mill turned.\n\n{LABELS}", f"The ferry stopped.\n\n{LABELS}"),
    "labels below very long lines": both(f"{'M' * 201}\n\n{LABELS}", f"Ferry\n\n{LABELS}"),
    "labels below four lines": both(f"Mill\nJo\n3 May\nNews\n{LABELS}", f"Ferry\nAl\n4 May\nNews\n{LABELS}"),
    "labels in another order": both(
        f"Mill\n\n{LABELS}", "Ferry\n\nQuick summary\n- One thing.\nKey facts\n- Another.\n"
    ),
    "titles with little text": "# Mill\n\n## Why\n\nIt turned.\n\n# Ferry\n\n## Why\n\nIt stopped.",
    "titles below a text": both("A text.\n\n# Mill\n\n## Why\n\n", "# Ferry\n\n## Why\n\n"),
    "titles around code": both("# Mill\n\n## Why\n\n```\n", "```\n# Ferry\n\n## Why\n\n"),
    "numbers that do not begin with 1": both("Document 2 of 3\n\nMill\n", "Document 3 of 3\n\nFerry\n"),
    "a count with nothing below it": f"[1/2]\n\nMill\n{FIRST}\n\n[2/2]\n\n",
    "numbers of two totals": both("Document 1 of 2\n\nMill\n", "Document 2 of 3\n\nFerry\n"),
    "a summary and a conclusion": both(LABELS, "Summary\n"),
    "pieces of one text": "[1/2]\nThe mill turned.\nIt was new.\n\n[2/2]\nThe wheel was of oak.\nIt was old.",
    "an export of a press database": both("Document 1 of 2\n\nFull text: ", "Document 2 of 2\n\nFull text: "),
}
LINES = ["Title: a", "URL: http://a", "---", "===", "", "\f", "# a", "## b", "text", "Key facts"]


@pytest.mark.parametrize("text", CUT.values(), ids=CUT)
def test_a_text_is_cut_where_a_head_comes_again(text: str) -> None:
    parts = [text[start:end] for start, end in cut_texts(text)]

    assert len(parts) == 2
    assert FIRST in parts[0]
    assert SECOND in parts[1]
    assert parts[0].endswith(FIRST)


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_text_with_weaker_signs_stays_whole(text: str) -> None:
    assert cut_texts(text) == ()


@given(st.lists(st.sampled_from(LINES)))
def test_parts_hold_all_but_blank_lines_and_lines_of_signs(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = cut_texts(text)

    assert list(spans) == sorted(spans)
    between = [text[before[1] : after[0]] for before, after in pairwise(spans)]
    assert not "".join([text[: spans[0][0]] if spans else "", *between]).strip("-=\n\f ")
