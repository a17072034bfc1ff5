"""bench/figures/markups.py: pages made from building blocks, what is right for them, and the half nobody looks at."""

import html
import json
import re
from datetime import date
from typing import Any, get_args

import pytest

from bench.figures import markups
from bench.figures.markup_blocks import dates, declarations, registry
from bench.figures.markup_blocks.make import Page, make_page, make_pages
from bench.figures.markup_blocks.scores import COUNTED, normal, scores

PAGES_OF_BLOCK = 4
NOT_SHOWN = re.compile(r"<(script|style|template|noscript)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
SIGNED = {"byline": "span", "date": "paragraph"}
# What a page must have beside a block of this dimension, or nothing of it could be drawn.
BESIDE = {
    "kicker": {"title": "h1"},
    "byline": {"date": "paragraph"},
    "date": {"byline": "span"},
    "standfirst": {"order": "standfirst_byline_picture", **SIGNED},
    "declaration": SIGNED,
    "lookalike": {"heading": "h3", "title": "h1", "declaration": "citation"},
    "heading": {"title": "h1", "names": "german"},
    "picture": {"names": "german"},
    "insert": {"declaration": "citation"},
    "break": {"declaration": "citation"},
    "hidden": {"declaration": "citation"},
    "key_points_place": {"key_points": "aside_list", "order": "date_first"},
    "key_points_label": {"key_points": "aside_list"},
    "machine_note": {"key_points": "aside_list"},
}


@pytest.mark.parametrize("dimension", registry.DIMENSIONS)
def test_what_is_expected_of_a_page_stands_on_it(dimension: str) -> None:
    for name in registry.DIMENSIONS[dimension]:
        fixed = {dimension: name, **BESIDE.get(dimension, {})}
        for number in range(PAGES_OF_BLOCK):
            page = make_page(f"{dimension}-{name}-{number}", fixed=fixed)
            assert page.chosen[dimension] == name
            assert _missing(page) == [], page.id


def _missing(page: Page) -> list[str]:
    """What is expected, but neither shown nor declared; and what is hidden, but not on the page."""
    gold = page.gold
    head, body = page.html.split("<body>")
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", head, re.DOTALL)
    declared = html.unescape(head)
    shown = normal(html.unescape(NOT_SHOWN.sub(" ", body)))
    if page.chosen.get("declaration") in declarations.CUTS_TEXT:
        shown += normal(json.loads(scripts[-1])["articleBody"])
    parts = [gold.title, *gold.facts, *gold.headings, *gold.paragraphs, *gold.lines, *gold.captions, *gold.junk]
    parts += [*gold.corrections, *gold.machine_notes, *filter(None, [gold.standfirst])]
    missing = [part for part in parts if normal(part) not in shown]
    missing += [name for name in gold.authors if normal(name) not in shown and name not in declared]
    return missing + [text for text in gold.hidden if text not in page.html]


def test_no_date_is_expected_of_pages_without_one() -> None:
    pages = list(make_pages("write", 1, 60))
    undated = [page for page in pages if not {"date", "declaration"} & set(page.chosen) and page.gold.published]

    assert {page.chosen["byline"] for page in undated} <= {"line_with_date_and_section", "line_with_time_to_read"}
    assert any(page.gold.published is None for page in pages)


def test_a_page_is_the_same_every_time() -> None:
    assert list(make_pages("measure", 7, 5)) == list(make_pages("measure", 7, 5))
    assert make_page("a").html != make_page("b").html


def test_pages_of_a_half_have_only_its_blocks_and_articles() -> None:
    for half in get_args(registry.Half):
        for page in make_pages(half, 3, 30):
            assert all(block in registry.half_of(dimension, half) for dimension, block in page.chosen.items())


@pytest.mark.parametrize("dimension", registry.DIMENSIONS)
def test_each_block_is_in_one_half(dimension: str) -> None:
    write, measure = registry.half_of(dimension, "write"), registry.half_of(dimension, "measure")

    assert sorted((*write, *measure)) == sorted(registry.DIMENSIONS[dimension])
    assert 0 <= len(write) - len(measure) <= 1
    assert measure


def test_the_halves_are_those_that_were_drawn_once() -> None:
    assert registry.half_of("frame_bottom", "write") == ("centred", "footer_links", "bars")
    assert registry.half_of("key_points_label", "write") == ("need_to_know", "what_we_know", "the_facts")
    assert len(registry.articles_of("write")) == len(registry.articles_of("measure")) == 12


@pytest.mark.parametrize("option", [["--misses", "3"], ["--write-to", "pages"]])
@pytest.mark.parametrize("half", [[], ["--half", "measure"]])
def test_the_half_that_measures_is_not_shown(
    option: list[str], half: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["markups", *half, *option])

    with pytest.raises(SystemExit) as stopped:
        markups.main()

    assert stopped.value.code == 2
    assert "--half write" in capsys.readouterr().err


def test_a_result_without_an_error_scores_1() -> None:
    page = make_page("whole", fixed={"key_points": "aside_list", "correction": "box_below", "declaration": "jsonld"})

    figures = scores(page.gold, _right_result(page))

    assert figures.pop(COUNTED) == 0
    assert figures == dict.fromkeys(figures, 1)
    assert {"title", "authors", "published", "facts", "corrections", "text", "once"} <= set(figures)


def test_errors_lower_the_figures_that_they_concern() -> None:
    page = make_page("whole", fixed={"key_points": "aside_list", "notice": "report_below", "declaration": "jsonld"})
    result = _right_result(page)
    paragraphs = result["sections"][0]["paragraphs"]
    changed = {"published_at": "2011-02-03T04:05:00Z", "facts": result["facts"][:2], "authors": []}
    result["sections"][0]["paragraphs"] = [*paragraphs, paragraphs[0], *page.gold.junk]

    figures = scores(page.gold, result | changed)

    assert (figures["authors"], figures["published"], figures[COUNTED], figures["junk out"]) == (0, 0, 1, 0)
    assert figures["facts"] == pytest.approx(0.8)
    assert figures["once"] == pytest.approx(1 - 1 / len(page.gold.paragraphs))
    assert figures["text"] < 1


def test_a_refused_page_has_nothing_right_but_what_was_kept_out() -> None:
    page = make_page("whole", fixed={"notice": "report_below", "declaration": "jsonld"})

    figures = scores(page.gold, {"outcome": "rejected", "reason": "no_text"})

    assert (figures["title"], figures["text"], figures["once"], figures["junk out"]) == (0, 0, 0, 1)


def _right_result(page: Page) -> dict[str, Any]:
    gold = page.gold
    sections = [{"heading": heading, "paragraphs": []} for heading in gold.headings]
    return {
        "outcome": "parsed",
        "title": gold.title,
        "authors": gold.authors,
        "published_at": gold.published,
        "published_on": None,
        "standfirst": gold.standfirst,
        "summary": [gold.standfirst] if gold.standfirst else [],
        "facts": gold.facts,
        "sections": [{"heading": None, "paragraphs": [*gold.paragraphs, *gold.lines]}, *sections],
        "captions": gold.captions,
        "corrections": gold.corrections,
        "ai_disclosure": gold.machine_notes[0] if gold.machine_notes else None,
    }


@pytest.mark.parametrize(
    ("day", "persian"),
    [
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2021, 9, 22), (1400, 6, 31)),
        (date(2003, 12, 31), (1382, 10, 10)),
    ],
)
def test_days_are_converted_to_the_persian_calendar(day: date, persian: tuple[int, int, int]) -> None:
    assert dates.to_persian(day) == persian
