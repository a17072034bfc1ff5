"""Pages: what is taken for the article, what is left out, and what must not stall or crash."""

import unicodedata
from html import escape

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from made import make_document

from etl.articles import Article, Body, Completeness, DateKind, Role
from etl.documents import Document, Origin
from etl.enrich.choose_dates import choose_dates
from etl.errors import EmptyArticle, LimitExceeded, RejectedDocument
from etl.parse.html.article import parse_html, parse_html_body
from etl.parse.html.blocks import page_blocks
from etl.parse.html.declared import metadata
from etl.parse.html.format import FORMAT
from etl.parse.html.tree import read_tree
from etl.settings import Settings

FIRST = "The bridge over the harbour opened on Monday after two years of work, and several hundred people crossed it."
SECOND = "Engineers said that the lights would be finished within a month, when the last of the cables is delivered."
THIRD = "Shop owners on the old road fear for their trade and have asked the council for lower fees in the first year."


def document(source: str | bytes, **fields: object) -> Document:
    data = source if isinstance(source, bytes) else source.encode()
    return make_document(**{"uri": "a.html", "name": "a.html", "data": data} | fields)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head><title>A bridge</title>{head}</head><body>{body}</body></html>"


def parse(body: str, head: str = "", **fields: object) -> Article:
    return choose_dates(parse_html(document(page(body, head), **fields), Settings()))


def article(extra: str = "", before: str = "") -> str:
    return f"<article><h1>A bridge opens</h1>{before}<p>{FIRST}</p><p>{SECOND}</p>{extra}<p>{THIRD}</p></article>"


def texts(found: Article) -> list[str]:
    return [block.text for block in found.body.paragraphs]


def published(found: Article) -> str | None:
    date = found.date(DateKind.PUBLISHED)
    return date.moment.iso() if date and date.moment else None


def test_paragraphs_stand_in_order_under_their_headings() -> None:
    found = parse(article("<h3>After the <em>opening</em></h3>"))

    assert found.body.title is not None
    assert found.body.title.text == "A bridge opens"
    assert [(s.heading.text if s.heading else None, s.level) for s in found.body.sections] == [
        (None, None),
        ("After the opening", 3),
    ]
    assert texts(found) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "box",
    [
        "<aside><h2>Key points</h2><ul><li>{0}</li><li>{1}</li></ul></aside>",
        "<div><strong>Key points</strong><div><div><span>{0}</span></div><div><span>{1}</span></div></div></div>",
        "<details><summary>Key points</summary><ul><li>{0}</li><li>{1}</li></ul></details>",
        "<p><b>Key points:</b><br>• {0}<br>• {1}</p>",
        "<h4>Key points</h4><ul><li>{0}</li><li>{1}</li></ul>",
    ],
)
@pytest.mark.parametrize("place", ["before", "extra"])
def test_key_points_are_found_in_any_markup_and_place(box: str, place: str) -> None:
    points = ["The bridge is 180 metres long.", "It cost four million, a million more than was planned."]

    found = parse(article(**{place: box.format(*points)}))

    assert [fact.text for fact in found.body.facts] == points
    assert found.body.facts_label is not None
    assert found.body.facts_label.text == "Key points"
    assert texts(found) == [FIRST, SECOND, THIRD]


def test_a_list_of_sentences_under_the_title_holds_the_facts() -> None:
    points = ["The bridge is 180 metres long and five metres wide.", "It cost four million, one more than planned."]

    found = parse(article(before=f"<ul class='x'><li>{points[0]}</li><li>{points[1]}</li></ul>"))

    assert [fact.text for fact in found.body.facts] == points
    assert found.body.facts_label is None


@pytest.mark.parametrize(
    "no_box",
    [
        "<div><h3>At a glance</h3><ul><li><a href='/1'>Politics of the harbour today</a></li>"
        "<li><a href='/2'>Sports results of the week</a></li></ul></div>",
        "<div class='toc'><h4>In this article</h4><ol><li>What the engineers said of it</li>"
        "<li>What the shop owners want now</li></ol></div>",
        "<ul class='tags'><li>bridges in the harbour city</li><li>harbour and its surroundings</li></ul>",
        "<div><h4>Key points</h4><ul><li>USD 3.67</li><li>EUR 4.01</li></ul></div>",
    ],
)
def test_links_contents_tags_and_prices_are_no_facts(no_box: str) -> None:
    assert parse(article(before=no_box)).body.facts == ()


def test_a_visible_subtitle_is_the_summary_and_no_paragraph() -> None:
    found = parse(article(before="<p class='article-subtitle'>Hundreds crossed it on the first day</p>"))

    assert found.body.standfirst == "Hundreds crossed it on the first day"
    assert [block.text for block in found.body.summary] == [found.body.standfirst]
    assert texts(found) == [FIRST, SECOND, THIRD]


def test_a_description_that_nobody_sees_is_no_summary() -> None:
    found = parse(article(), "<meta name='description' content='Hundreds crossed it on the first day'>")

    assert found.body.standfirst is None
    assert found.body.summary == ()


@pytest.mark.parametrize(
    "boilerplate",
    [
        "<div class='related'><h3>Read also</h3><ul><li><a href='/1'>{}</a></li></ul></div>",
        "<section id='comments'><div class='comment'><p>{}</p></div></section>",
        "<form class='newsletter'><p>{}</p><input></form>",
        "<aside class='story-pullquote'><p>{}</p></aside>",
        "<article class='next-story'><h1>Another story altogether</h1><p>{}</p></article>",
    ],
)
def test_boilerplate_of_the_page_is_left_out(boilerplate: str) -> None:
    other = "Ferry passengers will pay more from the spring, the company that runs the line has announced today."

    found = parse(article(boilerplate.format(other)))

    assert other not in " ".join(texts(found))


def test_captions_and_bylines_are_kept_apart() -> None:
    found = parse(
        article(before="<div class='byline'>By Ann Lee and Tom Roe</div>"
                "<figure><img><figcaption>The new bridge at dawn</figcaption></figure>")
    )  # fmt: skip

    assert found.authors == ("Ann Lee", "Tom Roe")
    assert found.byline == "By Ann Lee and Tom Roe"
    assert [(block.role, block.text) for block in found.body.captions] == [(Role.CAPTION, "The new bridge at dawn")]
    assert texts(found) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<time datetime='2024-05-17T09:05:00+02:00'>17 May 2024</time>", "2024-05-17T09:05:00+02:00"),
        ("<div>Published: 17 May 2024, 09:05</div>", "2024-05-17T09:05:00"),
        ("<div>17 May 2024</div>", "2024-05-17"),
        ("<span data-published-ms='1715949015000'></span>", "2024-05-17T12:30:15+00:00"),
        ("<meta itemprop='datePublished' content='2024-05-17'>", "2024-05-17"),
        ("<div>Updated: 17 May 2024, 09:05</div>", None),
        ("<div>The treaty of 17 May 2024 was signed in the harbour city</div>", None),
        ("<div class='related'><a href='/1'>Ferry</a> <time datetime='2024-05-17'>17 May</time></div>", None),
        ("", None),
    ],
)
def test_only_the_articles_own_dates_are_its_publication(before: str, expected: str | None) -> None:
    footer = "<div id='comments'><time datetime='2024-06-01T10:00'>1 June 2024</time></div><footer>© 2023</footer>"

    assert published(parse(article(before=before) + footer)) == expected


def test_a_day_in_the_address_counts_to_the_day() -> None:
    assert published(parse(article(), target_url="https://news.example/2024/05/17/a-bridge")) == "2024-05-17"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('{"@type": "NewsArticle", "headline": "A bridge opens", "datePublished": "2024-05-17"}', "2024-05-17"),
        ('[{"@type": "Organization"}, {"@type": ["Article"], "name": "A bridge", "datePublished": "2024-05-17"}]',
         "2024-05-17"),
        ('{"@graph": [{"@type": "NewsArticle", "headline": "A bridge opens", "datePublished": "2024-05-17"}]}',
         "2024-05-17"),
        ('{"@type": "NewsArticle", "headline": "A bridge\n opens", "datePublished": "2024-05-17",}', "2024-05-17"),
        ('{"@type": "NewsArticle", "headline": "Ferry fares rise", "datePublished": "2024-05-17"}', None),
        ('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "A bridge opens", '
         '"datePublished": "2024-05-17"}]}', None),
        ('{"@type": "NewsArticle", "datePublished": "2024-05-17"', "2024-05-17"),
        ('{"@type": "NewsArticle", "datePublished": "2024-05-1', None),
        ("[" * 5000, None),
    ],
)  # fmt: skip
def test_json_ld_counts_where_it_is_about_this_article(script: str, expected: str | None) -> None:
    assert published(parse(article(), f"<script type='application/ld+json'>{script}</script>")) == expected


def test_only_absolute_addresses_of_the_article_are_canonical() -> None:
    assert parse(article(), "<link rel=canonical href='https://a.example/b'>").canonical_url == "https://a.example/b"
    assert parse(article(), "<link rel=canonical href='/b'>").canonical_url is None
    front = "<link rel=canonical href='https://a.example/'>"
    assert parse(article(), front, target_url="https://a.example/b").canonical_url is None


def test_the_canonical_address_is_looked_for_once_for_all_links(monkeypatch: pytest.MonkeyPatch) -> None:
    searched = []

    def search(tree: object, url: str | None) -> str | None:
        searched.append(url)
        return None

    monkeypatch.setattr(metadata, "find_canonical", search)
    links = "".join(f"<li><a href=/{number}>Item {number} of the list, 3 May 2026</a></li>" for number in range(40))

    parse(article(before=f"<ul>{links}</ul>"))

    assert len(searched) == 1


def test_a_short_text_behind_a_declared_paywall_is_not_the_full_one() -> None:
    script = '{"@type": "NewsArticle", "headline": "A bridge opens", "isAccessibleForFree": "False"}'

    found = parse(article(), f"<script type='application/ld+json'>{script}</script>")

    assert found.paywalled is True
    assert found.completeness is Completeness.PAYWALLED


def test_a_correction_is_kept_without_its_label() -> None:
    note = "An earlier version of this article gave the wrong length of the bridge."

    found = parse(article(f"<p><em>Correction: {note}</em></p>"))

    assert found.corrections == (note,)
    assert texts(found) == [FIRST, SECOND, THIRD]


def test_a_bar_below_the_text_tells_of_a_paywall() -> None:
    found = parse(article() + "<div class='the-paywall'><p>Subscribe to read on</p></div>")

    assert found.paywalled is True


def test_the_charset_of_the_page_is_read() -> None:
    source = page(article().replace("bridge", "Brücke"), "<meta charset=windows-1252>")

    found = parse_html(document(source.encode("cp1252")), Settings())

    assert found.body.title is not None
    assert found.body.title.text == "A Brücke opens"
    assert found.encoding_declared == "windows-1252"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (page("<div>" * 1500 + "x"), "html_too_deep"),
        (page("<nav><a href='/'>Home</a></nav><footer>© 2024</footer>"), "no_text"),
        ("<!doctype html>", "no_text"),
        ("<html></html>", "no_text"),
        (page("<form>User <input> Password <input></form>"), "no_text"),
    ],
)
def test_pages_that_cannot_be_articles_are_rejected_with_the_reason(source: str, reason: str) -> None:
    with pytest.raises(RejectedDocument) as raised:
        parse_html(document(source), Settings())

    assert raised.value.reason == reason


def left_out(found: Article) -> list[str]:
    return [issue.evidence or "" for issue in found.quality_issues if issue.rule == "html_surplus"]


@pytest.mark.parametrize("count", [1001, 100_000])
def test_attributes_beyond_the_limit_cost_themselves_and_are_named(count: int) -> None:
    many = " ".join(f"a{number}='>'" for number in range(count))

    found = parse(article().replace("<p>", f"<p {many}>", 1) + f"<img class=x {many}/>")

    assert texts(found) == [FIRST, SECOND, THIRD]
    assert left_out(found) == [f"{2 * count - 1999:,} attributes of tags with more than 1,000"]


@pytest.mark.slow
@pytest.mark.parametrize(("cell", "count"), [("<tr><td>{}</td></tr>", 20_001), ("<td>{}", 60_000)])
def test_cells_beyond_the_limit_cost_themselves_and_are_named(cell: str, count: int) -> None:
    table = "<table>" + "".join(cell.format(number) for number in range(count)) + "</table>"

    found = parse(article() + table)

    assert texts(found)[:3] == [FIRST, SECOND, THIRD]
    assert left_out(found) == [f"{count - 20_000:,} table cells beyond 20,000, the first: 20000"]


def test_what_stands_behind_a_cell_that_is_left_out_stays() -> None:
    table = "<table><tr><td>one</td><td>two <table><tr><td>in it</td></tr></table></td></tr></table><div> after</div>"

    tree, (issue,) = read_tree(f"<html><body>{table}</body></html>", Settings(max_html_cells=1))

    assert tree.text_content().split() == ["one", "after"]
    assert issue.evidence == "1 table cells beyond 1, the first: two in it"


def test_cells_that_reach_over_a_million_places_lose_no_text() -> None:
    cells = "<tr><td rowspan=1000 colspan=1000>reaches far</td></tr>" * 500

    found = parse(f"<article><h1>Title</h1><p>{FIRST}</p><p>{SECOND}</p><table>{cells}</table></article>")

    assert texts(found).count("reaches far") == 500


@pytest.mark.parametrize("url", ["https://[::1/", "https://[bridge]/1"])
def test_a_page_is_read_whatever_address_it_was_fetched_from(url: str) -> None:
    data = f"<html><body><article><h1>Title</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>".encode()

    found = parse_html(Document(origin=Origin(uri="a", target_url=url), name="a.html", data=data), Settings())

    assert texts(found) == [FIRST, SECOND]


@pytest.mark.slow
def test_pages_at_the_limits_are_whole() -> None:
    many = " ".join(f"a{number}=1" for number in range(1000))

    found = parse(article().replace("<p>", f"<p {many}>", 1) + "<table>" + "<tr><td>x</td></tr>" * 20_000 + "</table>")

    assert left_out(found) == []


def test_a_fragment_has_the_limits_of_a_page() -> None:
    many = " ".join(f"a{number}=1" for number in range(1001))

    body, issues = parse_html_body(f"<p {many}>{FIRST}</p><table><tr><td>x<td>y</table>", Settings(max_html_cells=1))

    assert body.paragraphs[0].text == FIRST
    assert len(issues) == 2
    with pytest.raises(LimitExceeded):
        parse_html_body("<div>" * 600 + "x", Settings())


def test_scripts_and_comments_may_hold_what_tags_may_not() -> None:
    many = " ".join(f"a{n}=1" for n in range(3000))

    found = parse(article(), f"<script>if (a<b) {{ {many} }}</script><!-- <p {many}> -->")

    assert texts(found) == [FIRST, SECOND, THIRD]


def test_a_heading_longer_than_the_limit_is_no_title() -> None:
    found = parse_html(document(page(article())), Settings(max_title_chars=5))

    assert found.body.title is None


def test_the_limits_are_settings() -> None:
    with pytest.raises(LimitExceeded):
        parse_html(document(page(article())), Settings(max_html_depth=3))


def test_an_error_page_with_text_is_an_article_and_one_without_is_not() -> None:
    assert texts(parse(f"<h1>Not found</h1><p>{FIRST}</p>")) == [FIRST]
    with pytest.raises(EmptyArticle):
        parse("<h1>404</h1>")


def test_html_is_recognised_by_its_bytes_before_its_name() -> None:
    assert FORMAT.recognises(document("<!-- x --><!DOCTYPE html><p>x", name="a.txt"))
    assert FORMAT.recognises(document("<p>x", name="a.dat", media_type="text/html; charset=utf-8"))
    assert FORMAT.recognises(document("<p>x"))
    assert not FORMAT.recognises(document("x", name="a.txt"))


def test_a_fragment_is_the_article_wholly() -> None:
    body, _ = parse_html_body(f"<p>{FIRST}</p><h2>More</h2>Loose text<ul><li>one</li><li>two</li></ul>", Settings())

    assert [block.text for block in body.paragraphs] == [FIRST, "Loose text", "one", "two"]
    assert body.title is None
    assert parse_html_body("  ", Settings()) == (Body(), ())


@hypothesis_settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "div", "li", "h2", "b", "td", "blockquote", "span"]),
            st.text(st.characters(categories=["L", "Nd", "P", "Zs"], exclude_characters="|"), min_size=1),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_character_of_a_page_is_in_one_block(pieces: list[tuple[str, str]]) -> None:
    """Only white space may vanish."""
    source = "<br>".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in pieces)
    tree, _ = read_tree(f"<html><body><div>{source}</div></body></html>", Settings())

    found = "".join(block.text for block in page_blocks(tree))

    assert "".join(found.split()) == "".join(unicodedata.normalize("NFC", "".join(tree.itertext())).split())


def test_the_cells_of_a_row_are_set_apart() -> None:
    found = parse(article("<table><tr><th>Bridge</th><th>Metres</th></tr><tr><td>New</td><td>180</td></tr></table>"))

    rows = [block.text for block in found.body.paragraphs if block.role is Role.TABLE_ROW]
    assert rows == ["Bridge | Metres", "New | 180"]


def test_a_row_of_many_cells_is_read_at_once() -> None:
    row = "".join(f"<td>{number}</td>" for number in range(15_000))

    found = parse(article(f"<table><tr>{row}</tr></table>"))

    assert any(text.endswith(" | 14999") for text in texts(found))


def test_a_page_that_leaves_out_its_body_tag_is_read() -> None:
    page = (
        "<!doctype html><title>Ferry</title><article><h1>Ferry</h1><p>The ferry left the harbour at noon.</p></article>"
    )

    found = parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=page.encode()), Settings())

    assert [block.text for block in found.body.sections[0].paragraphs] == ["The ferry left the harbour at noon."]


@pytest.mark.parametrize("level", ["²", "9" * 5000])
def test_a_level_of_a_heading_that_is_no_number_costs_no_page(level: str) -> None:
    found = parse(article(f'<div role="heading" aria-level="{level}">The second part</div>'))
    assert texts(found)[0] == FIRST
    assert texts(found)[-1] == THIRD


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("<title>The Daily | News | A bridge opens again</title>", "<h3 class='post-title'>A bridge opens again</h3>"),
        ("<title>A bridge opens again | News | The Daily</title>", "<div class='x1'>A bridge opens again</div>"),
        (
            "<title>A bridge opens again - The Daily</title><meta property='og:site_name' content='The Daily'>",
            "<h1>The Daily</h1><p><b>A bridge opens again</b></p>",
        ),
        ("<title>A bridge &amp;amp; a ferry</title>", "<h1>A bridge &amp;amp; a ferry</h1>"),
        ("<title>A bridge opens again | The Daily</title>", "<h1>\u200fA bridge opens again\u200f</h1>"),
    ],
)
def test_the_title_is_the_text_that_says_a_part_of_the_declared_title(head: str, heading: str) -> None:
    text = "<p>The bridge across the river opens again in May, after two years of work by a firm from the town.</p>" * 2
    html = f"<html><head>{head}</head><body><div>{heading}</div><div>{text}</div></body></html>"
    found = parse_html(document(html), Settings())

    assert found.body.title is not None
    assert found.body.title.text in ("A bridge opens again", "A bridge & a ferry")
