"""Parts of pages that are known by what they are: tables, captions, headings, standfirsts, key points."""

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse.html.article import parse_html
from etl.settings import Settings

TITLE = "Salt works at Marrow Bay will reopen as a museum"
BYLINE = "<p class='by'>By Ottilie Brand</p><p class='dt'>3 May 2026</p>"
TEXT = (
    "The salt works at Marrow Bay will open to visitors on 12 September, the council said on Monday. Four of the nine "
    "pans have been repaired and will be used for demonstrations twice a week.",
    "Work began in 2023, after a survey had shown that the boiling house could be saved. Masons from three counties "
    "replaced the lower courses of brick, which the salt had eaten away.",
    "The pans had been closed since 1994, when the last boiler failed its inspection. A company bought the site for "
    "housing but gave up its plans after four years.",
    "The council has set aside 2.4 million for the first phase. A second phase, with a workshop for schools, depends "
    "on a grant that will be decided in the spring.",
    "Nearby villages hope for trade. The bakery in Lower Marrow has hired two people, and the ferry company is going "
    "to add a Sunday boat from June.",
    "Not everyone is content. Anglers fear that warm water from the pans will drive away the trout, and have asked for "
    "a study before the boilers are lit.",
)
HEADINGS = ["Bricks from three counties", "What the second phase costs"]
POINTS = [
    "The salt works open to visitors on 12 September.",
    "Four of the nine pans have been repaired for demonstrations.",
    "The council has set aside 2.4 million for the first phase.",
]
STANDFIRST = "After thirty years of silence the pans are being filled again, and the council hopes for visitors"
CAPTION = "The boiling house seen from the weighing hall, before the repairs"
PICTURE = "<img src='/a.jpg' alt='' width='800'>"


def parse(head: str = "", top: str = "", middle: str = "", paragraphs: str | None = None) -> Article:
    text = paragraphs or f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{middle}" + "".join(f"<p>{each}</p>" for each in TEXT[2:])
    source = (
        f"<html lang='en'><head><title>{TITLE}</title><meta property='og:title' content='{TITLE}'></head><body><main>"
        f"<article><h1>{TITLE}</h1>{head}{BYLINE}{top}{text}</article></main></body></html>"
    )
    return parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode()), Settings())


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body.paragraphs]


def headings(article: Article) -> list[str]:
    return [section.heading.text for section in article.body.sections if section.heading is not None]


def rows(cell: str) -> str:
    return "".join(
        f"<tr><td>{cell.format(pan)}</td><td>{cell.format(year)}</td></tr>"
        for pan, year in (("North pan", "1831"), ("South pan", "1840"), ("Great pan", "1852"))
    )


@pytest.mark.parametrize(
    "table",
    [
        f"<table>{rows('{}')}</table>",
        f"<figure><table><tbody>{rows('{}')}</tbody></table><figcaption>The pans</figcaption></figure>",
        f"<div class='x1'><div class='x2'><table>{rows('<p>{}</p>')}</table></div></div>",
        f"<table>{rows('<ul><li>{}</li></ul>')}</table>",
    ],
)
def test_the_rows_of_a_table_are_text_whatever_is_around_it_and_in_its_cells(table: str) -> None:
    found = paragraphs(parse(middle=table))

    assert found == [*TEXT[:2], "North pan | 1831", "South pan | 1840", "Great pan | 1852", *TEXT[2:]]


def test_the_items_of_a_list_in_a_cell_are_told_apart() -> None:
    rows = "<tr><td>North</td><td><ul><li>brine</li><li>salt</li></ul></td></tr><tr><td>South</td><td>none</td></tr>"

    assert "North | brine; salt" in paragraphs(parse(middle=f"<table>{rows}</table>"))


def test_short_items_of_a_list_beside_the_text_are_text() -> None:
    found = paragraphs(parse(middle="<div class='l'><ul><li>Salt</li><li>Brine</li><li>Pan 7</li></ul></div>"))

    assert found[2:5] == ["Salt", "Brine", "Pan 7"]


@pytest.mark.parametrize(
    "picture",
    [
        f"<div class='m'>{PICTURE}<p>{CAPTION}</p></div>",
        f"<div class='m'><span>{PICTURE}</span><span class='t'>{CAPTION}</span></div>",
        f"<figure><div>{PICTURE}</div><div class='g'>{CAPTION}</div></figure>",
        f"<div><img src='a.jpg' aria-describedby='c7'></div><p id='c7'>{CAPTION}</p>",
        f"<table><tr><td>{PICTURE}</td></tr><tr><td>{CAPTION}</td></tr></table>",
        f"<dl><dt>{PICTURE}</dt><dd>{CAPTION}</dd></dl>",
        f"<p>{PICTURE}</p><p><em>{CAPTION}</em></p>",
        f"<p>{PICTURE}<br>{CAPTION}</p>",
        f"<center>{PICTURE}<br><i>{CAPTION}</i></center>",
        f"<p><img src='a.jpg' alt='{CAPTION}'></p><p>{CAPTION}</p>",
        f"<story-image>{PICTURE}<image-text>{CAPTION}</image-text></story-image>",
        f"<div class='e'><p class='f'>{CAPTION}</p>{PICTURE}</div>",
        f"<div data-type='image-caption'>{CAPTION}</div>",
    ],
)
def test_a_short_text_that_belongs_to_a_picture_is_its_caption(picture: str) -> None:
    article = parse(middle=picture)

    assert [caption.text for caption in article.body.captions] == [CAPTION]
    assert paragraphs(article) == list(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"<div class='s'>{PICTURE}<p>{each}</p></div>" for each in TEXT),
        f"<p>{PICTURE}{TEXT[0]}</p>" + "".join(f"<p>{each}</p>" for each in TEXT[1:]),
        "".join(f"<p>{each}</p>" for each in TEXT) + f"<div>{PICTURE}<a href='/b'>{HEADINGS[0]}</a></div>",
        "".join(f"<p>{each}</p>" for each in TEXT) + f"<a href='/b'>{PICTURE}</a><p><em>{CAPTION}</em></p>",
    ],
)
def test_slides_paragraphs_and_cards_with_pictures_are_no_captions(text: str) -> None:
    article = parse(paragraphs=text)

    assert article.body.captions == ()
    assert paragraphs(article)[: len(TEXT)] == list(TEXT)


@pytest.mark.parametrize(
    "heading",
    [
        "<div>{}</div>",
        "<p class='_3x'>{}</p>",
        "<p><span style='font-weight: bold'>{}</span></p>",
        "<p style='font-weight:700'>{}</p>",
        "<p><font size='4'>{}</font></p>",
        "<p><u>{}</u></p>",
        "<x-crosshead>{}</x-crosshead>",
        "<table><tr><td><b>{}</b></td></tr></table>",
        "<header><span>{}</span></header>",
    ],
)
def test_short_lines_of_one_look_above_paragraphs_are_headings(heading: str) -> None:
    lines = [heading.format(each) for each in HEADINGS]
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    for number, line in ((4, lines[1]), (2, lines[0])):
        text = text.replace(f"<p>{TEXT[number]}", f"{line}<p>{TEXT[number]}")

    assert headings(parse(paragraphs=text)) == HEADINGS


@pytest.mark.parametrize(
    "line", ["<p class='q'>“{}”</p>", "<p class='a'>Advertisement</p>", "<p class='c'>Photo: Ida Wexler</p>"]
)
def test_quotes_labels_that_come_again_and_credits_are_no_headings(line: str) -> None:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    for number, words in ((4, HEADINGS[1]), (2, HEADINGS[0])):
        text = text.replace(f"<p>{TEXT[number]}", f"{line.format(words)}<p>{TEXT[number]}")

    assert headings(parse(paragraphs=text)) == []


@pytest.mark.parametrize("tag", ["p", "div", "h3", "story-deck", "blockquote", "section"])
def test_the_sentence_between_title_and_byline_is_the_standfirst(tag: str) -> None:
    article = parse(head=f"<{tag}>{STANDFIRST}</{tag}>")

    assert article.body.standfirst == STANDFIRST
    assert paragraphs(article) == list(TEXT)


@pytest.mark.parametrize(
    "line", ["<p><em>{}</em></p>", "<p style='font-style:italic'>{}</p>", "<p class='x7'>{}</p>", "<big>{}</big><br>"]
)
def test_a_sentence_above_the_text_that_looks_different_is_the_standfirst(line: str) -> None:
    assert parse(top=line.format(STANDFIRST)).body.standfirst == STANDFIRST


@pytest.mark.parametrize(
    "line",
    [
        f"<div class='m'>{PICTURE}<p class='n'>{CAPTION}</p></div>",
        "<p class='n'>An earlier version of this article gave a wrong year.</p>",
        "<p class='n'>Will you go and see the salt works when they open in September?</p>",
        "<p class='n'>MARROW BAY (MP) - The salt works will open to visitors this autumn, it was said.</p>",
    ],
)
def test_captions_corrections_polls_and_datelines_are_no_standfirst(line: str) -> None:
    assert parse(top=line).body.standfirst is None


def items(each: str) -> str:
    return "".join(each.format(point) for point in POINTS)


@pytest.mark.parametrize(
    "box",
    [
        f"<div><button type='button'>Key points</button><div><ul>{items('<li>{}</li>')}</ul></div></div>",
        f"<section><h3><button>Key points</button></h3><div>{items('<p>{}</p>')}</div></section>",
        f"<section aria-label='Key points'><ul>{items('<li><p>{}</p></li>')}</ul></section>",
        "<table><caption>Key points</caption>"
        + "".join(f"<tr><td>{number}</td><td>{point}</td></tr>" for number, point in enumerate(POINTS, 1))
        + "</table>",
        f"<div><strong>Key points</strong>{items('<span style=display:block>{}</span>')}</div>",
        f"<div class='key-points'>{items('<p>{}</p>')}</div>",
    ],
)
def test_points_under_a_known_label_are_facts_in_any_markup(box: str) -> None:
    assert [fact.text for fact in parse(top=box).body.facts] == POINTS


@pytest.mark.parametrize(
    "box",
    [
        f"<dl><dt>The tide in brief</dt>{items('<dd>{}</dd>')}</dl>",
        f"<div class='a'><div class='b'>The tide in brief</div><div>{items('<div>{}</div>')}</div></div>",
        f"<blockquote><p><strong>The tide in brief</strong></p>{items('<p>{}</p>')}</blockquote>",
        f"<x-box><x-label>The tide in brief</x-label>{items('<x-point>{}</x-point>')}</x-box>",
        f"<table><tr><th>The tide in brief</th></tr>{items('<tr><td>{}</td></tr>')}</table>",
    ],
)
def test_a_box_above_the_text_whose_sentences_repeat_it_is_facts_whatever_its_label(box: str) -> None:
    article = parse(top=box)

    assert [fact.text for fact in article.body.facts] == POINTS
    assert paragraphs(article) == list(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "".join(
            f"<section><h2>{heading}</h2>{''.join(f'<p>{each}</p>' for each in part)}</section>"
            for heading, part in zip(HEADINGS, (TEXT[:3], TEXT[3:]), strict=True)
        ),
        "<div class='n'><div>Our newsletter</div><p>Every morning the best of our reporters.</p>"
        "<p>Read by forty thousand people before breakfast.</p></div>" + "".join(f"<p>{each}</p>" for each in TEXT),
        "".join(f"<p>{each}</p>" for each in TEXT[:3])
        + f"<p>They asked:</p><ul>{items('<li>{}</li>')}</ul>"
        + "".join(f"<p>{each}</p>" for each in TEXT[3:]),
    ],
)
def test_sections_promotions_and_lists_in_the_text_are_no_facts(text: str) -> None:
    assert parse(paragraphs=text).body.facts == ()


def test_a_box_below_the_first_paragraph_holds_facts_that_the_text_does_not_repeat() -> None:
    points = ("Each pan weighs nine tonnes.", "Brine boils at 108 degrees here.", "A shift lasted eleven hours.")
    box = f"<aside><h3>What to know</h3><ul>{''.join(f'<li>{point}</li>' for point in points)}</ul></aside>"
    text = f"<p>{TEXT[0]}</p>{box}" + "".join(f"<p>{each}</p>" for each in TEXT[1:])

    article = parse(paragraphs=text)

    assert [fact.text for fact in article.body.facts] == list(points)
    assert paragraphs(article) == list(TEXT)


def test_lines_with_bullets_under_a_short_line_are_facts_above_the_text() -> None:
    article = parse(top=f"<p><b>The tide in brief</b></p>{items('<p>• {}</p>')}")

    assert [fact.text for fact in article.body.facts] == POINTS
    assert article.body.facts_label is not None


def test_a_name_of_an_element_around_the_title_is_no_verdict() -> None:
    title = f"<div class='widget-wrap'><h1>{TITLE}</h1><h2>{STANDFIRST}</h2><ul>{items('<li>{}</li>')}</ul></div>"
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    source = f"<html lang='en'><head><title>{TITLE}</title></head><body>{title}<div>{text}</div></body></html>"

    article = parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode()), Settings())

    assert [fact.text for fact in article.body.facts] == POINTS


def test_the_sign_of_a_link_to_a_heading_itself_is_no_part_of_it() -> None:
    found = parse(middle="<h2>Bricks from three counties <a href='#bricks'>#</a></h2>")

    assert headings(found) == ["Bricks from three counties"]


def test_the_name_of_the_author_or_outlet_is_no_heading_of_the_text() -> None:
    assert headings(parse(middle="<h4>Ottilie Brand</h4>")) == []


def test_a_caption_may_be_above_the_title_and_below_a_standfirst() -> None:
    above = f"<div>{PICTURE}</div><p><em>{CAPTION}.</em></p>"
    below = f"<p>{STANDFIRST}</p><p>{PICTURE}</p><p class='x9'>{CAPTION}</p>"
    source = f"<html><body><article>{above}<h1>{TITLE}</h1>" + "".join(f"<p>{each}</p>" for each in TEXT)
    first = parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode()), Settings())

    for article, caption in ((first, f"{CAPTION}."), (parse(head=below), CAPTION)):
        assert [found.text for found in article.body.captions] == [caption]


def test_paragraphs_in_elements_that_are_named_as_captions_are_text() -> None:
    found = parse(paragraphs="".join(f"<div class='caption'><p>{each}</p></div>" for each in TEXT))

    assert found.body.captions == ()
    assert paragraphs(found) == list(TEXT)
