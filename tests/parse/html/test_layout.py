"""Titles, standfirsts, captions, addresses and the names of elements."""

import pytest

from etl.articles import Article, DateKind
from etl.documents import Document, Origin
from etl.parse.credits.authors import is_signature, split_authors
from etl.parse.html.article import parse_html
from etl.settings import Settings
from etl.words.element_names import NameKind, kinds_of

FIRST = "The bridge over the harbour opened on Monday after two years of work, and several hundred people crossed it."
SECOND = "Engineers said that the lights would be finished within a month, when the last of the cables is delivered."
THIRD = "Shop owners on the old road fear for their trade and have asked the council for lower fees in the first year."
SUBTITLE = "Hundreds crossed it on the first day, and some came back in the evening."
TEXT = f"<div class='text'><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"


def parse(body: str, head: str = "", url: str | None = None) -> Article:
    source = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"
    return parse_html(
        Document(origin=Origin(uri="a.html", target_url=url), name="a.html", data=source.encode()), Settings()
    )


def title_of(found: Article) -> str | None:
    return found.body.title.text if found.body.title else None


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        # same letters: JSON-LD keeps the spaces that the layout swallows
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour: A bridge opens"}</script>',
         "<h1><span>Harbour:</span><span>A bridge opens</span></h1>", "Harbour: A bridge opens"),
        # a kicker inside the heading
        ('<meta property="og:title" content="A new bridge opens at the harbour">',
         "<h1><span>City</span> A new bridge opens at the harbour</h1>", "A new bridge opens at the harbour"),
        # a heading for search engines in the breadcrumb
        ('<meta property="og:title" content="A bridge that nobody wanted opens at last">',
         "<ol><li><h1>New harbour bridge opens</h1></li></ol><h2>A bridge that nobody wanted opens at last</h2>",
         "A bridge that nobody wanted opens at last"),
        # shortened on the page, in full where the publisher declares it
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Newharbour opens its '
         'bridge"}</script>', "<h1>Newharb opens its bridge</h1>", "Newharbour opens its bridge"),
        ("<title>A bridge - The Harbour Post</title>", "<h1>A bridge opens</h1>", "A bridge opens"),
    ],
)  # fmt: skip
def test_the_title_is_what_page_and_publisher_agree_on(head: str, heading: str, title: str) -> None:
    assert title_of(parse(f"<article>{heading}{TEXT}</article>", head)) == title


@pytest.mark.parametrize(
    "between",
    [
        f"<p class='deck'>{SUBTITLE}</p>",
        f"<h2>{SUBTITLE}</h2><p class='byline'>By Nora Falk</p>",
        f"<div class='x1'><time>1 January 2025</time></div><div class='x2'><p>{SUBTITLE}</p></div>",
    ],
)
def test_a_subtitle_is_found_by_name_tag_or_place(between: str) -> None:
    found = parse(f"<article><h1>A bridge opens</h1>{between}{TEXT}</article>")

    assert found.body.standfirst == SUBTITLE
    assert [block.text for block in found.body.paragraphs] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "between",
    [
        "<header><p>Updated 1 January 2025, 10:49, three minutes to read</p></header>",
        "<header><div class='author'>Nora Falk and Jonas Kehr of the harbour desk</div></header>",
        "<figure><p>Walkers on the bridge on its very first morning. Photo: Nora Falk</p></figure>",
        "",
    ],
)
def test_dates_names_and_captions_are_no_subtitles(between: str) -> None:
    assert parse(f"<article><h1>A bridge opens</h1>{between}{TEXT}</article>").body.standfirst is None


def test_paragraphs_each_in_a_box_of_its_own_have_no_subtitle_among_them() -> None:
    boxed = "".join(f"<div class='b'><p>{text}</p></div>" for text in (FIRST, SECOND, THIRD))

    assert parse(f"<article><h1>A bridge opens</h1>{boxed}</article>").body.standfirst is None


def test_a_run_of_lines_under_the_title_is_the_summary() -> None:
    lines = "<h2 class='d'>Walkers first</h2><h2 class='d'>Trams from the spring</h2>"

    found = parse(f"<article><h1>A bridge opens</h1>{lines}{TEXT}</article>")

    assert [block.text for block in found.body.summary] == ["Walkers first", "Trams from the spring"]


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("The bridge at dawn <small>Nora Falk</small>", "The bridge at dawn", "Nora Falk"),
        ("The bridge at dawn. Photo: Nora Falk/AFP", "The bridge at dawn.", "Nora Falk/AFP"),
        ("The bridge at dawn © Harbour Archive", "The bridge at dawn", "Harbour Archive"),
        ("The bridge at dawn (AFP)", "The bridge at dawn", "AFP"),
        ("The bridge at dawn | Nora Falk/AFP", "The bridge at dawn", "Nora Falk/AFP"),
        ("Die Brücke am Morgen (Foto: Nora Falk)", "Die Brücke am Morgen", "Nora Falk"),
        ("الجسر عند الفجر. تصوير: ليلى حمدان", "الجسر عند الفجر.", "ليلى حمدان"),
        ("朝の橋（写真：山田花子）", "朝の橋", "山田花子"),
        ("What she said: the bridge is ours", "What she said: the bridge is ours", None),
    ],
)
def test_a_caption_is_parted_from_its_credit(caption: str, text: str, credit: str | None) -> None:
    figure = f"<figure><img src='a'><figcaption>{caption}</figcaption></figure>"

    found = parse(f"<article><h1>A bridge opens</h1>{figure}{TEXT}</article>")

    assert [(each.text, each.credit) for each in found.body.captions] == [(text, credit)]


def test_every_address_is_kept_under_its_kind() -> None:
    head = (
        "<link rel='canonical' href='https://a.example/bridge'><link rel='amphtml' href='/amp/bridge'>"
        "<link rel='alternate' hreflang='fr' href='https://a.example/fr/pont'>"
        "<meta property='og:url' content='https://a.example/bridge?og'>"
        "<meta http-equiv='refresh' content='0; url=https://a.example/new'>"
    )

    found = parse(f"<article><h1>A bridge opens</h1>{TEXT}</article>", head, "https://a.example/b?x=1")

    assert {url.url: url.kind for url in found.urls} == {
        "https://a.example/bridge": "canonical",
        "https://a.example/amp/bridge": "amp",
        "https://a.example/bridge?og": "og",
        "https://a.example/new": "redirect",
        "https://a.example/b?x=1": "fetched",
    }


def test_a_heading_of_links_is_left_out_and_a_class_of_short_lines_heads_sections() -> None:
    body = (
        f"<div class='p'>{FIRST}</div><div class='c'>Two years of work</div><div class='p'>{SECOND}</div>"
        f"<div class='c'>Fear for the trade</div><div class='p'>{THIRD}</div>"
        "<h3>You may also like</h3><div><a href='/1'>A lighthouse keeper looks back on forty years</a></div>"
        f"<div class='p'>{FIRST} It is red.</div>"
    )

    found = parse(f"<main><h1>A bridge opens</h1>{body}</main>")

    headings = [section.heading.text for section in found.body.sections if section.heading]
    assert headings == ["Two years of work", "Fear for the trade"]


def test_names_are_read_with_the_letters_of_a_hash_before_them() -> None:
    assert kinds_of(frozenset(("fcrosshead",))) == {NameKind.HEADING}
    assert kinds_of(frozenset(("img", "desc"))) == {NameKind.CAPTION}
    assert kinds_of(frozenset(("desc",))) == frozenset()


@pytest.mark.parametrize("line", ["By Nora Falk", "von Nora Falk und Jonas Kehr", "بقلم ليلى حمدان", "Par Élise Mor"])
def test_by_and_names_are_a_signature(line: str) -> None:
    assert is_signature(line)


@pytest.mark.parametrize("line", ["By the harbour", "Von hier an geht es nur noch bergab.", "Nora Falk", "by 2025"])
def test_other_lines_are_no_signatures(line: str) -> None:
    assert not is_signature(line)


def test_authors_come_without_agencies_and_labels() -> None:
    assert split_authors("Von Nora Falk, dpa") == ("Nora Falk",)
    assert split_authors("Euronews con Agencias") == ("Euronews con Agencias",)
    assert split_authors("von") == ()


def test_a_name_between_two_roles_is_an_author() -> None:
    assert split_authors("Hannah Blake (now) and Jonas Reith (earlier)") == ("Hannah Blake", "Jonas Reith")
    assert split_authors("Ann Lee（文）、Bo Berg（写真）") == ("Ann Lee", "Bo Berg")


def test_roles_behind_names_go_whatever_the_number_of_brackets() -> None:
    assert split_authors("Nora Falk (Berlin), Jo Sand (Paris)") == ("Nora Falk", "Jo Sand")
    assert split_authors("Nora Falk (news (Berlin))") == ("Nora Falk",)
    assert split_authors("(a " * 200_000) == ()  # at once: no bracket is looked at twice


@pytest.mark.parametrize(
    ("language", "line", "authors", "published", "modified"),
    [
        ("de", "Von <b>Lena Groß</b> und Uwe Lück | Stand: 05.06.2026, 17:45 Uhr", ("Lena Groß", "Uwe Lück"), None, 5),
        ("th", "เผยแพร่: 3 ม.ค. 2569 14:20 น. ปรับปรุง: 4 ม.ค. 2569 16:05 น. โดย: กองบรรณาธิการ", (), 3, 4),
        ("hi", "द्वारा: नीरज चौहान, देवगढ़ | अपडेटेड: 18 अप्रैल 2026, 07:40 PM", ("नीरज चौहान",), None, 18),
        ("en", "By Ann Lee, who has seen the river rise since 5 May 2026 and wrote of it.", (), None, None),
    ],
)
def test_a_line_of_names_and_dates_under_the_title_is_no_paragraph(
    language: str, line: str, authors: tuple[str, ...], published: int | None, modified: int | None
) -> None:
    text = "".join(
        f"<p>The river rose by two metres at night, and the town closed the bridge. {n}</p>" for n in range(5)
    )
    page = f"<html lang={language}><article><h1>The bridge is closed</h1><p>{line}</p>{text}</article></html>"

    found = parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=page.encode()), Settings())

    days = {date.kind: date.moment.on.day for date in found.dates if date.moment and date.moment.on}
    assert found.authors == authors
    assert (days.get(DateKind.PUBLISHED), days.get(DateKind.MODIFIED)) == (published, modified)
    assert (found.body.sections[0].paragraphs[0].text.startswith("The river")) == (len(days) > 0)


def test_a_place_behind_names_and_the_short_form_of_an_editor_are_no_authors() -> None:
    assert split_authors("Ann Lee, London") == ("Ann Lee",)
    assert split_authors("dpa, red") == ()
    assert split_authors("Redacción") == ("Redacción",)
