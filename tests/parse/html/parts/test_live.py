"""Live blogs: updates with their times, also as sections."""

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse.html.article import parse_html
from etl.settings import Settings

NEWS = (
    ("21:45", "The budget passes", "After six hours the budget passes with one vote more than it needed."),
    ("19:10", "A walk-out", "Three members leave the chamber over the swimming pool, to be closed in the spring."),
    ("16:00", "The session opens", "The mayor opens with a request to be brief, and a member asks for forty minutes."),
)  # fmt: skip


def parse(entries: str) -> Article:
    source = f"<!DOCTYPE html><html><head><title>Vote</title></head><body><main><h1>The vote, live</h1>{entries}</main>"
    return parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode()), Settings())


@pytest.mark.parametrize(
    "entry",
    [
        "<article><time datetime='2025-03-04T{0}:00+01:00'>{0}</time><h3>{1}</h3><p>{2}</p></article>",
        "<div class='row'><span class='clock'>{0}</span> <strong>{1}</strong><div>{2}</div></div>",
        "<li><div><b>{0}</b></div><div><h4>{1}</h4><p>{2}</p></div></li>",
        "<h3>{0} – {1}</h3><p>{2}</p>",
        "<p><strong>{0} Uhr: {1}</strong></p><p>{2}</p>",
    ],
)
def test_entries_of_any_markup_are_updates_and_sections(entry: str) -> None:
    found = parse("".join(entry.format(*news) for news in NEWS))

    assert [(update.heading, update.text) for update in found.live_updates] == [news[1:] for news in NEWS]
    assert [update.time in (news[0], f"2025-03-04T{news[0]}:00+01:00") for update, news in
            zip(found.live_updates, NEWS, strict=True)] == [True] * 3  # fmt: skip
    sections = [
        (section.heading.text, section.paragraphs[0].text) for section in found.body.sections if section.heading
    ]
    assert sections == [news[1:] for news in NEWS]


def test_an_article_with_a_clock_or_two_is_no_live_blog() -> None:
    found = parse(f"<p>{NEWS[0][2]}</p><p>{NEWS[1][2]}</p><h3>18:00</h3><p>{NEWS[2][2]}</p><p>{NEWS[0][2]} Again.</p>")

    assert found.live_updates == ()


def test_a_programme_with_short_items_is_no_live_blog() -> None:
    items = (("19:00", "The doors open."), ("19:30", "The choir sings on the stairs."), ("20:15", "The mayor speaks."))
    found = parse("".join(f"<div><span>{clock}</span><p>{text}</p></div>" for clock, text in items))

    assert found.live_updates == ()


def test_twelve_hour_clocks_are_told_in_twenty_four() -> None:
    entry = "<h3>{0} – {1}</h3><p>{2}</p>"
    clocks = ("9.45 p.m.", "7:10 pm", "12:05 a.m.")

    found = parse("".join(entry.format(clock, *news[1:]) for clock, news in zip(clocks, NEWS, strict=True)))

    assert [update.time for update in found.live_updates] == ["21:45", "19:10", "00:05"]


@pytest.mark.parametrize("behind", ["uur", "CEST", "hrs", "PT"])
def test_what_stands_behind_a_clock_is_no_part_of_the_heading(behind: str) -> None:
    found = parse("".join(f"<h3>{time} {behind} {heading}</h3><p>{text}</p>" for time, heading, text in NEWS))

    assert [update.heading for update in found.live_updates] == [heading for _, heading, _ in NEWS]


@pytest.mark.parametrize("word", ["Et", "Etats-Unis", "Hsu"])
def test_a_word_that_begins_like_a_time_zone_stays_in_the_heading(word: str) -> None:
    found = parse("".join(f"<h3>{time} {word} {heading}</h3><p>{text}</p>" for time, heading, text in NEWS))

    assert [update.heading for update in found.live_updates] == [f"{word} {heading}" for _, heading, _ in NEWS]
