"""What no reader sees is no text of a page, unless a script or a control shows it."""

import pytest

from etl.parse.html.blocks import page_blocks, seen_positions
from etl.parse.html.tree import read_tree
from etl.settings import Settings

SHOWN = "The mill by the river opens as a library in spring, after two years of work on its roof and its floor."
MORE = "The council pays a third of the cost, and the rest comes from the county and from gifts of its readers."
NOTICE = "Your comment was sent."


def _texts(body: str, head: str = "") -> list[str]:
    tree, _ = read_tree(f"<html><head>{head}</head><body>{body}</body></html>", Settings())
    blocks = page_blocks(tree)
    return [blocks[position].text for position in seen_positions(blocks)]


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'style="color: red; DISPLAY : none !important"',
        'style="visibility:hidden;height:0"',
        'style="opacity:0"',
        'style="position:absolute;left:-9999px"',
        'style="clip:rect(0, 0, 0, 0)"',
        'style="position:fixed;bottom:0"',
        'class="d-none d-print-block"',
        'class="hidden print:block"',
        'class="note is-hidden"',
        'class="c-box c-box--hidden"',
        'class="VisuallyHidden_root__x7Yz1"',
        'class="govuk-visually-hidden"',
        'class="screen-reader-text"',
        'class="nascosto"',
        'role="dialog"',
        'aria-modal="true"',
    ],
)
@pytest.mark.parametrize("element", ["div", "p", "section"])
def test_hidden_text_is_left_out(attributes: str, element: str) -> None:
    assert _texts(f"<p>{SHOWN}</p><{element} {attributes}>{NOTICE}</{element}>") == [SHOWN]


def test_hidden_words_inside_a_paragraph_are_left_out() -> None:
    assert _texts(f'<p>{SHOWN}<span class="sr-only">{NOTICE}</span> Next.</p>') == [f"{SHOWN} Next."]


def test_a_style_sheet_hides_the_elements_of_a_class_or_an_id() -> None:
    head = "<style>p{margin:0} /* x */ .q7, .x9 > a{color:red;display:none} #k3{position:absolute;left:-9999px}</style>"

    assert _texts(f'<p>{SHOWN}</p><p class="q7">{NOTICE}</p><p id="k3">{NOTICE}</p>', head) == [SHOWN]
    assert _texts(f'<p>{SHOWN}</p><p class="x9">{NOTICE}</p>', head) == [SHOWN, NOTICE]


@pytest.mark.parametrize(
    "name",
    [
        "overflow-hidden text-lg",
        "hidden-print",
        "not-hidden",
        "hidden md:block",
        "d-none d-md-block",
        "md-hidden",
        "hideaway",
    ],
)
def test_text_that_some_screens_show_is_kept(name: str) -> None:
    assert _texts(f'<p>{SHOWN}</p><div class="{name}">{NOTICE}</div>') == [SHOWN, NOTICE]


def test_a_rule_for_some_screens_hides_and_shows_nothing_for_all() -> None:
    head = "<style>.a{display:none}@media(min-width:9px){.a{display:block} .b{display:none}}</style>"

    assert _texts(f'<p class="a">{SHOWN}</p><p class="b">{NOTICE}</p>', head) == [SHOWN, NOTICE]


def test_hidden_text_that_a_control_opens_is_kept() -> None:
    by_id = f'<button aria-controls="rest">More</button><div id="rest" hidden><p>{MORE}</p></div><p>End.</p>'
    beside = f'<div class="d-none"><p>{MORE}</p></div><button onclick="more()">More</button>'
    inside = f'<p>{SHOWN}<span style="display:none"> {MORE}</span> <a href="#">more</a></p>'

    assert _texts(f"<p>{SHOWN}</p>{by_id}") == [SHOWN, MORE, "End."]
    assert _texts(f"<div><p>{SHOWN}</p>{beside}</div>") == [SHOWN, MORE]
    assert _texts(inside) == [f"{SHOWN} {MORE} more"]


def test_the_longer_text_of_a_page_is_shown_by_a_script() -> None:
    assert _texts(f'<p>{NOTICE}</p><div style="opacity:0"><p>{SHOWN}</p><p>{MORE}</p></div>') == [NOTICE, SHOWN, MORE]
    assert _texts(f'<p>{SHOWN}</p><div role="dialog"><p>{SHOWN}</p><p>{MORE}</p></div>') == [SHOWN]
    assert _texts(f'<p>{SHOWN}</p><div role="dialog"><article><p>{MORE}</p></article></div>') == [SHOWN, MORE]
