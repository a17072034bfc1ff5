"""Pages that lead to articles are no articles; pages with links in or beside their text are."""

import pytest

from etl.documents import Document, Origin
from etl.errors import EmptyArticle
from etl.parse.html.article import parse_html
from etl.settings import Settings

HEADLINES = (
    "Council votes to move the swing bridge",
    "Hospital opens its night pharmacy again",
    "Survey finds the lake twice as deep",
    "Pupils win the race of solar cars",
    "Library lends garden tools from April",
)
TEASERS = (
    "The bridge will be floated two miles upstream next spring.",
    "Patients had been sent home without medicine for two winters.",
    "Divers spent nine days under the ice of the lake.",
    "They built the car from a bicycle and a fridge door.",
    "Spades and saws can be borrowed for a week.",
)
NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"


def page(form: str, heading: str = "") -> Document:
    """A page with the form filled in once per headline; the word TARGET becomes another address each time."""
    rows = zip(HEADLINES, TEASERS, strict=True)
    items = "".join(
        form.replace("TARGET", f"/news/{number}").replace("HEADLINE", headline).replace("TEASER", teaser)
        for number, (headline, teaser) in enumerate(rows)
    )
    source = (
        f"<!DOCTYPE html><html><head><title>The Courier</title></head><body>{NAVIGATION}<main>{heading}{items}</main>"
    )
    return Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode())


@pytest.mark.parametrize(
    "form",
    [
        "<li><a href='TARGET'>HEADLINE</a></li>",
        "<li>3 March 2026 <a href='TARGET'>HEADLINE</a></li>",
        "<div><a href='TARGET'><h3>HEADLINE</h3><p>TEASER</p></a></div>",
    ],
)
def test_a_list_of_links_is_refused(form: str) -> None:
    with pytest.raises(EmptyArticle, match="index page: its text is a list of links"):
        parse_html(page(form, "<h1>News of March</h1>"), Settings())


@pytest.mark.parametrize(
    "form",
    [
        "<section><h2><a href='TARGET'>HEADLINE</a></h2><p>TEASER</p><span>2 hours ago</span></section>",
        "<h2><a href='TARGET'>HEADLINE</a></h2><p>TEASER</p>",
        "<div class='item'><a href='TARGET'>HEADLINE</a><p>TEASER</p></div>",
        "<table><tr><td><b><a href='TARGET'>HEADLINE</a></b><br>TEASER <a href='TARGET'>more</a></td></tr></table>",
        "<dl><dt><a href='TARGET'>HEADLINE</a></dt><dd>TEASER</dd></dl>",
    ],
)
def test_a_page_of_teasers_is_refused_also_with_a_line_above_them(form: str) -> None:
    with pytest.raises(EmptyArticle, match="index page: its text is teasers under links"):
        parse_html(page(form, "<h1>Search</h1><p>5 results were found.</p>"), Settings())


def test_links_that_lead_nowhere_are_links() -> None:
    with pytest.raises(EmptyArticle, match="index page"):
        parse_html(page("<li><a href='https://[::1/TARGET'>HEADLINE</a></li>", "<h1>News of March</h1>"), Settings())


def test_a_short_note_above_a_list_of_links_is_an_article() -> None:
    found = parse_html(
        page(
            "<li><a href='TARGET'>HEADLINE</a></li>",
            "<h1>Storm closes the coast road</h1><p>Drivers are sent inland until Thursday.</p><h3>Related</h3>",
        ),
        Settings(),
    )

    assert found.body.paragraphs[0].text == "Drivers are sent inland until Thursday."


def test_paragraphs_with_links_to_other_articles_between_them_are_an_article() -> None:
    form = f"<p>TEASER {TEASERS[0]}</p><p><a href='TARGET'>Read also: HEADLINE</a></p>"

    assert len(parse_html(page(form, "<h1>The week on the coast</h1>"), Settings()).body.paragraphs) >= len(TEASERS)


@pytest.mark.parametrize(
    "form",
    [
        "<div class='entry'><time datetime='2026-03-05T10:20'>10:20</time><h3><a href='TARGET'>HEADLINE</a></h3>"
        "<p>TEASER</p></div>",
        "<div><h3><a href='#entry'>HEADLINE</a></h3><p>TEASER</p></div>",
    ],
)
def test_updates_of_a_live_blog_with_links_to_themselves_are_an_article(form: str) -> None:
    assert parse_html(page(form, "<h1>Storm on the coast: live</h1>"), Settings()).body.title is not None


def test_a_text_about_pages_of_others_is_an_article() -> None:
    form = "<h2><a href='https://NUMBER.exampleTARGET'>HEADLINE</a></h2><p>TEASER</p>"
    items = [
        form.replace("NUMBER", f"site{number}").replace("HEADLINE", f"{text} ({number})")
        for number, text in enumerate(HEADLINES)
    ]
    note = "<h1>Five things to read</h1><p>Every Friday we choose what we liked best, and say why.</p>"
    source = f"<html><body><main>{note}{''.join(items).replace('TEASER', TEASERS[2])}</main></body></html>"

    found = parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode()), Settings())

    assert found.body.title is not None


def test_teasers_that_all_end_with_the_same_link_are_an_index_page() -> None:
    form = "<div><h3>HEADLINE</h3><p>TEASER <a href='TARGET'>Weiterlesen</a></p></div>"

    with pytest.raises(EmptyArticle, match="index page: its text is teasers"):
        parse_html(page(form), Settings())


def test_a_login_page_is_refused() -> None:
    form = "<form><label>User name</label><input><label>Password</label><input type='password'></form>"
    links = "<p><a href='/lost'>Lost your password?</a></p>"
    header = "<header><a href='/'>The Harbour Courier</a></header>"
    source = f"<html><body>{header}{NAVIGATION}<main><h1>Log in</h1>{form}{links}</main></body></html>"

    with pytest.raises(EmptyArticle):
        parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode()), Settings())


def test_a_table_of_results_with_linked_names_is_an_article() -> None:
    rows = "".join(
        f"<tr><td><a href='/t/{n}'>Team {n}</a></td><td><a href='/t/{n + 1}'>Team {n + 1}</a></td><td>{n}:0</td></tr>"
        for n in range(6)
    )
    source = f"<html><body><main><h1>Results of the weekend</h1><table>{rows}</table></main></body></html>"

    found = parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode()), Settings())

    assert len(found.body.paragraphs) == 6
