"""An article written in each building block: every paragraph of its gold stands in the text once."""

import random
from dataclasses import replace

import pytest

from bench.layouts.articles import Article, Section
from bench.layouts.blocks import DIMENSIONS, block, words_of
from bench.layouts.content import Unfit
from bench.layouts.write import Written, drawn_words, write, written

BASE = {name: next(iter(dimension.common)) for name, dimension in DIMENSIONS.items()}
BASE |= {"title": "bare", "paragraphs": "blank", "headings": "underlined =", "bullets": "✓"}
WRAPPED = {"hyphens": {"wrap": "62"}, "pages": {"wrap": "62"}}
LABELS = {"facts": ("In points", "new"), "summary": ("Recap", "new")}
ARTICLE = Article(
    id="ferry",
    lang="en",
    title="Ferry to Dunmore – back after the storm",
    facts=("The ferry runs again from Monday.", "A crossing takes forty minutes."),
    summary=("The ferry between Harwick and Dunmore is back in service three weeks after the storm.",),
    sections=(
        Section(heading=None, paragraphs=("“We have waited—for weeks—for this,” said the ship's master… and smiled.",)),
        Section(
            heading="A short way",
            paragraphs=(
                "Commuters who had driven around the long well-known bay for three weeks were waiting on the pier"
                " before sunrise. Many of them had brought coffee for the crew. It was cold.",
                "The first crossing was full — nobody complained. The captain greeted everyone. Then came the rain.",
            ),
        ),
        Section(
            heading="What it costs",
            paragraphs=("A single ticket costs four pounds, as it did before. Children travel free until the summer.",),
        ),
        Section(
            heading="What comes next",
            paragraphs=("The council decides about a second ship in spring. Engineers/planners have drawn both.",),
        ),
    ),
)


def in_layout(**names: str) -> Written:
    rng = random.Random(7)
    return write(ARTICLE, {**BASE, **names}, drawn_words("en", "write", rng), LABELS, rng)


def solid(text: str) -> str:
    return "".join(text.split())


def plain_text(text: Written, layout: dict[str, str]) -> str:
    """The text without white space, margins, page lines and hyphens at line ends."""
    margin = str(block(layout, "spaces") or "").strip()
    hyphen = block(layout, "hyphens")
    lines = [line.strip().removeprefix(margin).strip() for line in text.data.decode().splitlines()]
    pages = text.gold["extra"]
    kept = [line for line in lines if line.strip(" []()-") not in pages or layout["pages"] == "none"]
    sign = hyphen.get("hyphen", "") if isinstance(hyphen, dict) else ""
    return solid("".join(line.removesuffix(sign) if sign else line for line in kept))


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_paragraph_of_the_gold_stands_in_the_text_once(dimension: str) -> None:
    for name in (*DIMENSIONS[dimension].blocks, *DIMENSIONS[dimension].common):
        layout = {**BASE, **WRAPPED.get(dimension, {}), dimension: name}
        text = in_layout(**layout)
        plain, gold = plain_text(text, layout), text.gold
        sections = gold["sections"]
        paragraphs = [*gold["facts"], *gold["summary"], *(p for section in sections for p in section["paragraphs"])]

        assert [(name, part) for part in paragraphs if plain.count(solid(part)) != 1] == []
        assert [(name, s["heading"]) for s in sections if s["heading"] and solid(s["heading"]) not in plain] == []
        assert [(name, line) for line in gold["extra"] if solid(line) not in solid(text.data.decode())] == []


def test_an_article_is_written_in_the_same_way_each_time() -> None:
    first, second = (written(ARTICLE, "write", {}, random.Random(3)) for _ in range(2))

    assert first == second


def test_the_gold_says_what_the_layout_changed() -> None:
    capitals = in_layout(headings="upper", **{"heading end": "colon"}).gold
    questions = in_layout(**{"heading end": "question mark"}).gold
    stopped = in_layout(title="full stop").gold
    untitled = in_layout(title="none", order="facts, body", kicker="topic").gold

    assert [section["heading"] for section in capitals["sections"][1:2]] == ["A SHORT WAY:"]
    assert [section["heading"] for section in questions["sections"][1:2]] == ["A short way?"]
    assert stopped["title"] == f"{ARTICLE.title}."
    assert (untitled["title"], untitled["summary"], untitled["extra"]) == (None, (), [])


def test_a_section_can_be_empty_and_a_heading_long() -> None:
    empty = in_layout(sections="last empty").gold
    long = in_layout(sections="one long heading", headings="underlined -").gold

    assert empty["sections"][-1] == {"heading": "What comes next", "paragraphs": ()}
    assert max(len(section["heading"] or "") for section in long["sections"]) > 85


def test_a_lead_stands_above_a_summary_and_may_stand_below_a_list() -> None:
    above = in_layout(order="facts, summary, body").data.decode()
    below = in_layout(order="summary, facts, body").data.decode()

    assert above.index("“We have") < above.index("In points") < above.index("Recap")
    assert below.index("✓ The ferry") < below.index("“We have")


@pytest.mark.parametrize(
    "layout",
    [
        {"headings": "bare", "sections": "all headings long", "heading space": "0 and 0"},
        {"headings": "bare", "sections": "last empty"},
        {"headings": "bare", "heading end": "full stop", "heading space": "1 and 0"},
        {"headings": "►", "bullets": "►"},
        {"headings": "1.", "bullets": "1)"},
        {"headings": "1.", "facts label": "as headings"},
        {"title": "full stop", "top space": "0, 0, 0"},
        {"title": "none", "order": "body, facts", "sections": "one heading"},
        {"headings": "(a)", "heading end": "question mark"},
    ],
)
def test_a_layout_that_two_readers_would_read_in_two_ways_is_not_written(layout: dict[str, str]) -> None:
    untitled_body = replace(ARTICLE, sections=ARTICLE.headed)
    rng = random.Random(1)
    with pytest.raises(Unfit):
        write(untitled_body, {**BASE, **layout}, drawn_words("en", "write", rng), LABELS, rng)


def test_a_paragraph_whose_end_cannot_be_seen_is_left_out_of_text_and_gold() -> None:
    long_line = "The winds that had closed the harbour for weeks are over now."
    headed = replace(ARTICLE.headed[0], paragraphs=(long_line, "The sea is calm.", "The ferry is full."))
    article = replace(ARTICLE, facts=(), summary=(), sections=(*ARTICLE.sections[:1], headed))
    rng = random.Random(7)
    around = drawn_words("en", "write", rng)
    layout = {**BASE, "wrap": "62", "paragraphs": "tight", "heading space": "1 and 1"}
    tight = write(article, layout, around, LABELS, rng)
    apart = write(article, {**layout, "paragraphs": "blank"}, around, LABELS, rng)

    assert tight.gold["sections"][-1]["paragraphs"] == ("The sea is calm.", "The ferry is full.")
    assert long_line not in tight.data.decode()
    assert apart.gold["sections"][-1]["paragraphs"] == headed.paragraphs


def test_words_around_an_article_are_those_of_the_half() -> None:
    for seed in range(20):
        around = drawn_words("de", "measure", random.Random(seed))

        assert around.topic != around.other_topic
        assert {around.topic, around.other_topic} <= set(words_of("measure", "de", "topic"))
        assert around["by"] == "Von"
