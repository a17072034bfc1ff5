"""Which dates of a page are its own article's."""

import pytest

from etl.articles import Article, DateKind
from etl.documents import Document, Origin
from etl.enrich.choose_dates import choose_dates
from etl.parse.html.article import parse_html
from etl.settings import Settings

URL = "https://harbour.example/news/ferry-returns"
PARAGRAPHS = "".join(
    f"<p>The ferry {number} left the northern pier on time this week, with more bicycles on board than ever before, and"
    " the crew said that the new timetable, first tried in 2019, had been kept without a single late arrival.</p>"
    for number in ("Anna", "Berta", "Clara")
)
TITLE = "<h1>The night ferry returns to the northern pier</h1>"


def page(
    *, head: str = "", above: str = "", title: str = TITLE, below: str = "", after: str = "", language: str = "en"
) -> Article:
    html = (
        f'<html lang="{language}"><head><title>The night ferry returns to the northern pier</title>{head}</head><body>'
        f"{above}<main>{title}{below}{PARAGRAPHS}</main>{after}</body></html>"
    )
    document = Document(origin=Origin(uri="page.html", target_url=URL), name="page.html", data=html.encode())
    return choose_dates(parse_html(document, Settings()))


def published(article: Article) -> str | None:
    return said(article, DateKind.PUBLISHED)


def said(article: Article, kind: DateKind) -> str | None:
    found = article.date(kind)
    return found.moment.iso() if found and found.moment else None


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="article:published:time" content="2024-05-17T14:05:00+02:00">',
        '<meta property="Article-Published_Time" content="2024-05-17T14:05:00+02:00">',
        '<meta itemprop="datePublished" content="2024-05-17T14:05:00+0200">',
        '<meta name="citation_publication_date" content="Fri, 17 May 2024 14:05 +0200">',
    ],
)
def test_meta_elements_are_known_by_their_words(head: str) -> None:
    assert published(page(head=head)) == "2024-05-17T14:05:00+02:00"


def test_json_ld_may_count_seconds() -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "url": "{URL}", "datePublished": 1715947500}}'

    assert published(page(head=f"{head}</script>")) == "2024-05-17T12:05:00+00:00"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ('<div class="byline">By Anna Berg &bull; <span>May 17, 2024</span></div>', "2024-05-17"),
        ('<div class="byline">By Anna Berg 17 May 2024, 2:05 pm <span>11 comments</span></div>', "2024-05-17T14:05:00"),
        ("<p>17. 5. 2024 14:05, Anna Bergová</p>", "2024-05-17T14:05:00"),
        ("<div><span>By Anna Berg</span> <span>17 May 2024</span> <span>4 min read</span></div>", "2024-05-17"),
        ('<abbr class="published" title="2024-05-17T14:05:00+02:00">2:05 pm</abbr>', "2024-05-17T14:05:00+02:00"),
        ('<span data-datetime="2024-05-17T14:05:00+02:00"></span>', "2024-05-17T14:05:00+02:00"),
        ('<p class="byline">Anna Berg, 17 May 2024, 2:05 pm</p>', "2024-05-17T14:05:00"),
        ('<p class="submitted">Saved by <span>berta</span> on 17 May 2024 - 14:05</p>', "2024-05-17T14:05:00"),
        ('<p class="date">Written: 2024-05-17 14:05:33 / Updated: 2024-05-17 15:00:01</p>', "2024-05-17T14:05:33"),
        ('<p class="date">May 17, 2024. <i>Updated: May 18, 2024</i></p>', "2024-05-17"),
        ("<p>May 17, 2024 &bull; Anna Berg in Harbour</p>", "2024-05-17"),
        ("<p>The council sat on 17 May 2024 &bull; again</p>", None),
        ("<p>The council sat on 17 May 2024</p>", None),
        ('<p class="teaser">The council sat on <b>17 May 2024</b></p>', None),
        (f'<span class="posted-on"><a href="{URL}"><time datetime="2024-05-17">May</time></a></span>', "2024-05-17"),
        ('<a href="/other-story"><time datetime="2024-05-17">May</time></a>', None),
        ('<ul><li><a href="/other-story">Other</a> <time datetime="2024-05-17">May</time></li></ul>', None),
        ('<p class="meta"><a href="/2024/05/">17 May 2024</a> <a href="/by/berta">Berta</a></p>', "2024-05-17"),
        ('<div class="stamp"><span data-published-ms="1715947500000"></span></div>', "2024-05-17T12:05:00+00:00"),
        ("<time>Sep 27, 2024</time>", "2024-09-27"),
        ('<p class="date">2 hours ago</p>', None),
        ('<p class="date">Yesterday, 14:05</p>', None),
    ],
)
def test_bylines_are_read_and_sentences_are_not(below: str, expected: str | None) -> None:
    assert published(page(below=below)) == expected


def test_a_changed_date_beside_a_published_one_keeps_its_kind() -> None:
    article = page(below='<p class="date">Written: 2024-05-17 14:05 / Updated: 2024-05-17 15:00</p>')

    assert said(article, DateKind.MODIFIED) == "2024-05-17T15:00:00"


def test_the_day_of_the_visit_far_above_the_title_is_no_date() -> None:
    above = '<div class="date">Friday, 17 May 2024</div>' + "<div>A line of the head of every page</div>" * 6

    assert published(page(above=above)) is None


def test_a_date_right_above_the_title_counts() -> None:
    assert published(page(above='<div class="date">Friday, 17 May 2024</div>')) == "2024-05-17"


def test_entries_of_a_live_blog_have_their_own_times() -> None:
    below = (
        '<p class="date">2 May 2024</p><article class="live"><time datetime="2024-05-02T09:45Z">09:45</time></article>'
    )

    assert published(page(below=below)) == "2024-05-02"


def test_other_articles_comments_and_the_footer_say_nothing() -> None:
    after = (
        '<div class="related"><h3>More</h3><time datetime="2024-05-17">17 May 2024</time></div>'
        '<div class="comments"><p class="date">17 May 2024</p></div><footer>&copy; 2024, changed 17 May 2024</footer>'
    )

    assert published(page(after=after)) is None


@pytest.mark.parametrize("line", ["05/06/2024", "32.13.2024", "05.06.24", "00.00.0000"])
def test_a_line_in_digits_that_is_no_sure_date_is_kept_with_an_issue(line: str) -> None:
    article = page(below=f'<p class="date">{line}</p>')

    assert published(article) is None
    assert [(i.rule, i.evidence) for i in article.quality_issues if i.rule == "date_doubtful"] == [
        ("date_doubtful", f"byline: no date: {line}")
    ]


def test_the_declared_language_and_country_tell_the_order_of_day_and_month() -> None:
    line = '<p class="date">05/06/2024</p>'

    assert published(page(below=line, language="fr")) == "2024-06-05"
    assert published(page(below=line, language="en-GB")) == "2024-06-05"
    assert published(page(below=line, language="en-US")) is None


def test_a_page_that_declares_another_language_is_read_in_that_of_its_words() -> None:
    assert published(page(below='<p class="date">17 de mayo de 2024</p>', language="en-US")) == "2024-05-17"


def test_a_line_with_a_date_behind_a_name_is_read_without_a_class() -> None:
    assert published(page(below="<p>מאת דנה לוין, 21.03.2026, 08:15</p>", language="he")) == "2026-03-21T08:15:00"


@pytest.mark.parametrize("line", ["١٢ رمضان ١٤٤٧ هـ", "الأحد 12 رمضان 1447هـ", "12/09/1447 هـ"])
def test_a_hijri_date_alone_is_kept_as_found_and_doubted(line: str) -> None:
    text = "<p>أعلنت وزارة النقل يوم أمس أن أعمال توسعة الجسر الكبير ستنتهي قبل نهاية العام.</p>"
    page = f"<html lang=ar><title>توسعة الجسر</title><article><h1>توسعة الجسر</h1><p>{line}</p>{text}</article></html>"

    found = parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=page.encode()), Settings())

    assert [(date.text, date.moment) for date in found.dates] == [(line, None)]
    issues = [issue.rule for issue in choose_dates(found, None).quality_issues]
    assert "date_doubtful" in issues


def test_a_labelled_date_may_be_below_the_text() -> None:
    end = "<p>The ferry has returned to the harbour without a single late arrival.</p><p><i>{}</i></p>"

    assert published(page(below=end.format("Published: 17 May 2024, 14:05"))) == "2024-05-17T14:05:00"
    assert published(page(below=end.format("Printed on: 17 May 2024"))) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/05/17/ferry", "2024-05-17"),
        ("/2024/5/7/ferry", "2024-05-07"),
        ("/2024/0517/c1.html", "2024-05-17"),
        ("/story/2020117/", None),
        ("/story/202457/", None),
    ],
)
def test_the_canonical_url_may_have_the_day(path: str, day: str | None) -> None:
    assert published(page(head=f'<link rel="canonical" href="{path}">')) == day


def test_the_present_day_above_all_articles_is_not_of_this_one() -> None:
    site = "<header><a href='/'>The Harbour Gazette</a></header><div class='q3'>Friday, 17 May 2024</div>"

    assert published(page(above=site)) is None
    assert published(page(above=site.replace("Friday,", "Published:"))) == "2024-05-17"
    assert published(page(title=f"<div class='q3'>Friday, 17 May 2024</div>{TITLE}")) == "2024-05-17"


def test_a_time_in_utc_after_midnight_yields_to_the_day_that_the_page_shows() -> None:
    head = '<meta property="article:published_time" content="2024-05-18T01:30:00Z">'

    assert published(page(head=head)) == "2024-05-18T01:30:00+00:00"
    assert published(page(head=head, below="<p>17 May 2024</p>")) == "2024-05-17"
    assert published(page(head=head, below="<p>16 May 2024</p>")) == "2024-05-18T01:30:00+00:00"
    assert published(page(head=head.replace("T01", "T13"), below="<p>17 May 2024</p>")) == "2024-05-18T13:30:00+00:00"


BELOW = (
    "<p class='lead'>The ferry sails again after two years in which nobody crossed the sound, and the quay is full</p>"
    "<h3>What we know</h3><ul><li>The ferry was built in the old yard of the town, which closed that year.</li>"
    "<li>It takes two hundred people and forty bicycles, and a dozen small cars on the lower deck.</li></ul>"
)


@pytest.mark.parametrize(
    "line",
    [
        "<time>17 May 2024, 14:05</time>",
        "<div><span>Published 17 May 2024, 14:05</span> <span>Updated 19 May 2024, 10:00</span></div>",
        "<div>17 May 2024</div><div>14:05</div>",
        "<dl><dt>Published</dt><dd>17 May 2024, 14:05</dd></dl>",
    ],
)
def test_subtitle_and_key_points_may_be_between_title_and_date(line: str) -> None:
    assert published(page(below=BELOW + line)) == "2024-05-17T14:05:00"


@pytest.mark.parametrize(
    "element",
    [
        '<x-timestamp value="2024-05-17T14:05:00+02:00"></x-timestamp>',
        '<span data-epoch="1715947500"></span>',
        '<span title="2024-05-17T14:05:00+02:00">three days ago</span>',
    ],
)
def test_attributes_give_dates_whatever_the_element(element: str) -> None:
    found = page(below=element).date(DateKind.PUBLISHED)

    assert found is not None
    assert found.moment is not None
    assert found.moment.at is not None
    assert found.moment.at.timestamp() == 1715947500


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("<p>Posted by Ann Lee on 17 May 2024</p>", "2024-05-17"),
        (
            "<div class='foot'>Published 17 May 2024</div><p><em>An earlier version of this had a wrong name.</em></p>",
            "2024-05-17",
        ),
        ("<p>17 May 2024</p>", None),
        ("<p>Next meeting: 17 May 2024</p>", None),
        ("<p>Page printed 17 May 2024</p>", None),
    ],
)
def test_a_date_at_the_end_needs_a_label_of_articles(after: str, expected: str | None) -> None:
    assert published(page(after=after)) == expected


def test_a_single_object_about_another_article_says_nothing() -> None:
    other = '{"@type": "NewsArticle", "headline": "Bakery opens after the flood", "datePublished": "2024-05-01"}'

    assert published(page(head=f'<script type="application/ld+json">{other}</script>')) is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "<p>Deadline: <time datetime='2024-06-12'>12 June 2024</time></p>"),
        ("en", "<dl><dt>Event</dt><dd>12 June 2024</dd></dl>"),
        ("en", "<div class='event-date'><time datetime='2024-06-12'>12 June 2024</time></div>"),
        ("en", "<div itemscope><time itemprop='startDate' datetime='2024-06-12'>12 June</time></div>"),
        ("en", "<div class='meta'><span>Doors open</span><span>12 June 2024</span></div>"),
        ("en", "<div><div>Date of hearing</div><div>12 June 2024</div></div>"),
        ("en", "<p class='date'><i></i>Valid until 12 June 2024</p>"),
        ("en", "<p><a href='/f.pdf'>Report (PDF, 12 June 2024)</a></p>"),
        ("de", "<p>Termin: 12.06.2024, 20 Uhr</p>"),
        ("es", "<p>Fecha del evento: 12 de junio de 2024</p>"),
        ("ar", "<p>تاريخ الفعالية: 12 يونيو 2024</p>"),
        ("zh", "<p>截止日期：2024年6月12日</p>"),
    ],
)
def test_a_date_with_the_label_of_another_thing_counts_for_nothing(language: str, line: str) -> None:
    assert published(page(below=line, language=language)) is None
    assert published(page(below=f"<p>Published 2024-05-17</p>{line}", language="en")) == "2024-05-17"


def test_a_date_behind_another_one_has_its_own_label() -> None:
    found = page(below="<p class='date'>Published: 17 May 2024 14:05 | Updated: 18 May 2024 09:30</p>")

    assert said(found, DateKind.MODIFIED) == "2024-05-18T09:30:00"
