"""JSON records of scrapers, interfaces, agencies and data sets."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fixture_types import MakeSettings
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from etl.articles import Article, Completeness, DateKind, Role
from etl.documents import Document, Origin
from etl.errors import EmptyArticle, LimitExceeded, MalformedDocument, RejectedDocument
from etl.parse import parse_document

Parse = Callable[..., Article]
TEXT = (
    "The bridge was closed on Monday, after engineers had found cracks in two of its pillars. Ferries carry people.\n"
    "Engineers said that the repairs would take until the end of the week. The mayor hopes that it will be earlier."
)


@pytest.fixture
def parse(settings: MakeSettings) -> Parse:
    """Parse a record, given as an object or as JSON text."""

    def parse_record(record: object, **overrides: object) -> Article:
        data = record if isinstance(record, bytes) else json.dumps(record).encode()
        document = Document(
            origin=Origin(uri="dump.jsonl"), name="dump.jsonl", media_type="application/json", data=data
        )
        return parse_document(document, settings(**overrides))

    return parse_record


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body.paragraphs]


def test_a_record_of_a_news_scraper_is_read_whole(parse: Parse) -> None:
    article = parse(
        {
            "title": "Bridge closed",
            "maintext": TEXT,
            "description": "Repairs until Friday.",
            "authors": ["Ann Lee", "Bob Ray"],
            "date_publish": "2024-05-06 10:30:00",
            "date_modify": None,
            "date_download": "2024-05-07 01:00:00",
            "language": "en",
            "source_domain": "news.example",
            "url": "https://news.example/bridge",
        }
    )
    assert article.body.title is not None
    assert (article.body.title.text, article.body.title_origin) == ("Bridge closed", "json:title")
    assert paragraphs(article) == TEXT.splitlines()
    assert [block.text for block in article.body.summary] == ["Repairs until Friday."]
    assert article.authors == ("Ann Lee", "Bob Ray")
    assert (article.source, article.canonical_url) == ("news.example", "https://news.example/bridge")
    assert article.language_declared == "en"
    assert [(found.kind, found.evidence) for found in article.dates] == [(DateKind.PUBLISHED, "json:datepublish")]


@pytest.mark.parametrize(
    "key", ["text", "content", "body", "article", "maintext", "articleBody", "full_text", "body_text"]
)
def test_the_text_is_found_under_its_usual_names(parse: Parse, key: str) -> None:
    assert paragraphs(parse({key: TEXT})) == TEXT.splitlines()


def test_keys_of_the_settings_go_before_all_others(parse: Parse) -> None:
    record = {"text": "Cookies help us.", "corpo": {"testo": TEXT}, "titolo": "Ponte chiuso"}
    article = parse(record, record_fields={"text": ["corpo.testo"], "title": ["titolo"]})
    assert paragraphs(article) == TEXT.splitlines()
    assert article.body.title is not None
    assert article.body.title.text == "Ponte chiuso"


@pytest.mark.parametrize(
    ("value", "local", "at"),
    [
        ("2024-05-06", None, None),
        ("2024-05-06T10:30:00", datetime(2024, 5, 6, 10, 30), None),  # noqa: DTZ001  # that the zone is unknown is the point
        ("2024-05-06T10:30:00Z", datetime(2024, 5, 6, 10, 30), datetime(2024, 5, 6, 10, 30, tzinfo=UTC)),  # noqa: DTZ001
        (1714991400, datetime(2024, 5, 6, 10, 30), datetime(2024, 5, 6, 10, 30, tzinfo=UTC)),  # noqa: DTZ001
        (1714991400000, datetime(2024, 5, 6, 10, 30), datetime(2024, 5, 6, 10, 30, tzinfo=UTC)),  # noqa: DTZ001
        ({"$date": "2024-05-06T10:30:00Z"}, datetime(2024, 5, 6, 10, 30), datetime(2024, 5, 6, 10, 30, tzinfo=UTC)),  # noqa: DTZ001
    ],
)
def test_dates_say_what_is_known(parse: Parse, value: object, local: datetime | None, at: datetime | None) -> None:
    (found,) = parse({"text": TEXT, "published_at": value}).dates
    assert found.moment is not None
    assert (found.moment.on, found.moment.local, found.moment.at) == (date(2024, 5, 6), local, at)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Die Brücke ist seit Montag gesperrt, weil in den Pfeilern und auf dem Weg Risse sind.", date(2026, 3, 5)),
        (
            "Il ponte è chiuso da lunedì, perché nei piloni e nella strada ci sono delle crepe.",
            date(2026, 3, 5),
        ),
        (TEXT, None),
    ],
)
def test_the_language_of_the_text_settles_the_order_of_day_and_month(parse: Parse, text: str, day: date | None) -> None:
    found = parse({"title": "A bridge", "date": "05.03.2026", "text": f"{text}\n{text}"}).dates

    assert [candidate.moment.on if candidate.moment else None for candidate in found] == [day]


@pytest.mark.parametrize("written", ["05/03/2026", "05-03-2026"])
def test_of_a_date_that_a_program_may_have_written_month_first_nothing_is_settled(parse: Parse, written: str) -> None:
    text = "Die Brücke ist seit Montag gesperrt, weil in den Pfeilern und auf dem Weg Risse sind."
    found = parse({"title": "Eine Brücke", "date": written, "text": f"{text}\n{text}"}).dates

    assert [candidate.moment for candidate in found] == [None]


@pytest.mark.parametrize("value", ["tomorrow", "0000-00-00", "soon", 5, -1, 10**30])
def test_what_is_no_date_is_kept_as_found_and_not_guessed(parse: Parse, value: object) -> None:
    (found,) = parse({"text": TEXT, "date": value}).dates
    assert (found.text, found.moment) == (str(value), None)


def test_the_timestamp_of_a_web_crawl_is_no_date_of_the_article(parse: Parse) -> None:
    record = {"text": TEXT, "url": "https://news.example/1", "timestamp": "2019-04-25T12:57:54Z"}
    assert parse(record).dates == ()
    assert len(parse(record | {"title": "Bridge closed"}).dates) == 1


def test_html_of_the_article_keeps_its_headings_and_all_its_text(parse: Parse) -> None:
    html = "<p>The bridge was closed.</p><h2>Repairs</h2><ul><li>Two weeks</li></ul><p>Ferries run.</p>"
    article = parse({"headline": "Bridge closed", "body_html": html, "body_text": "Flat."})
    assert [section.heading.text for section in article.body.sections if section.heading] == ["Repairs"]
    assert paragraphs(article) == ["The bridge was closed.", "Two weeks", "Ferries run."]


def test_a_whole_page_gives_what_the_record_does_not(parse: Parse) -> None:
    page = (
        '<html lang="en"><head><title>Bridge closed</title><meta property="article:published_time" '
        'content="2024-05-06T10:30:00Z"></head><body><article><h1>Bridge closed</h1>'
        + "".join(
            f"<p>The bridge was closed on day {number}, and the ferries ran all night.</p>" for number in range(5)
        )
        + "</article></body></html>"
    )
    article = parse({"url": "https://news.example/1", "html": page})
    assert article.format == "json"
    assert article.body.title is not None
    assert article.body.title.text == "Bridge closed"
    assert len(paragraphs(article)) == 5
    assert [found.evidence for found in article.dates] == ["meta:article:published_time"]


def test_values_wrapped_in_objects_are_found(parse: Parse) -> None:
    article = parse(
        {
            "title": {"rendered": "Ann&#8217;s bridge"},
            "content": {"rendered": "<p>The bridge was closed.</p>"},
            "author": {"name": "Ann Lee"},
            "source": {"id": None, "name": "The Daily"},
            "link": "https://news.example/1",
        }
    )
    assert article.body.title is not None
    assert article.body.title.text == "Ann’s bridge"
    assert paragraphs(article) == ["The bridge was closed."]
    assert (article.authors, article.source) == (("Ann Lee",), "The Daily")


@pytest.mark.parametrize("wrapper", ["_source", "article", "data"])
def test_a_record_inside_a_record_is_found(parse: Parse, wrapper: str) -> None:
    article = parse({"_id": "77", wrapper: {"title": "Bridge closed", "text": TEXT}})
    assert paragraphs(article) == TEXT.splitlines()
    assert article.external_id == "77"


def test_paragraphs_in_a_list_are_paragraphs(parse: Parse) -> None:
    assert paragraphs(parse({"paragraphs": TEXT.splitlines()})) == TEXT.splitlines()


@pytest.mark.parametrize("highlights", [["Bridge closed.", "Ferries run."], "- Bridge closed.\n- Ferries run."])
def test_highlights_are_facts(parse: Parse, highlights: object) -> None:
    article = parse({"text": TEXT, "highlights": highlights})
    assert [(block.role, block.text) for block in article.body.facts] == [
        (Role.FACT, "Bridge closed."),
        (Role.FACT, "Ferries run."),
    ]


def test_a_description_that_repeats_the_text_is_no_summary(parse: Parse) -> None:
    assert parse({"text": TEXT, "description": "The bridge was closed on Mon…"}).body.summary == ()


def test_a_record_with_a_summary_alone_is_a_teaser(parse: Parse) -> None:
    article = parse({"title": "Bridge closed", "description": "Repairs until Friday."})
    assert article.completeness is Completeness.TEASER
    assert [block.text for block in article.body.summary] == ["Repairs until Friday."]


def test_a_text_that_its_interface_cut_is_a_teaser(parse: Parse) -> None:
    article = parse({"content": "The bridge was closed on Monday. Engineers… [+1234 chars]"})
    assert article.completeness is Completeness.TEASER
    assert paragraphs(article) == ["The bridge was closed on Monday. Engineers"]


@pytest.mark.parametrize(
    ("key", "value"), [("paywalled", True), ("isAccessibleForFree", False), ("is_premium", "true")]
)
def test_a_paywall_is_noted(parse: Parse, key: str, value: object) -> None:
    article = parse({"text": TEXT, key: value})
    assert (article.paywalled, article.completeness) == (True, Completeness.PAYWALLED)


@pytest.mark.parametrize(
    "record",
    [
        {"url": 5, "title": ["a"], "text": {"x": 1}},
        {},
        {"text": "  \n"},
        {"type": "picture", "headline": "A", "description": "B"},
        {"type": "picture", "headline": "A", "description_xhtml": f"<p>{TEXT}</p>"},
        {"type": "audio", "headlines": [{"role": "main", "value": "A"}], "about": TEXT},
        {"title": "A bridge", "copyrightnotice": "All text belongs to the agency. " * 9},
        {"title": "A bridge", "link": {"usageTerms": "The text may be used in print only. " * 9}},
    ],
)
def test_a_record_without_text_is_rejected(parse: Parse, record: object) -> None:
    with pytest.raises(EmptyArticle):
        parse(record)


@pytest.mark.parametrize("data", [b"null", b"[]", b'"text"', b"12", b'{"cut": "li', b'{"a": 1} {"b": 2}'])
def test_what_is_no_object_is_malformed(parse: Parse, data: bytes) -> None:
    with pytest.raises(MalformedDocument):
        parse(data)


@pytest.mark.parametrize(
    "data", [b'{"a": ' * 101 + b"1" + b"}" * 101, b'{"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"]
)
def test_deep_nesting_is_refused_by_name(parse: Parse, data: bytes) -> None:
    with pytest.raises(LimitExceeded) as caught:
        parse(data)
    assert caught.value.reason == "json_too_deep"


def test_brackets_in_strings_are_no_nesting(parse: Parse) -> None:
    assert parse({"text": "[" * 500 + TEXT, "tags": ['"[{', "\\"]}).body.sections


def test_numbers_that_are_none_and_characters_that_cannot_be_stored_do_no_harm(parse: Parse) -> None:
    article = parse(b'{"text": "The bridge\\u0000 was \\ud800 closed.", "a": NaN, "b": -Infinity, "c": 1e999}')
    assert paragraphs(article) == ["The bridge\ufffd was \ufffd closed."]
    assert article.replaced_count == 2


def test_of_two_equal_keys_the_last_counts_and_is_flagged(parse: Parse) -> None:
    article = parse(b'{"title": "First", "title": "Second", "text": "The bridge was closed."}')
    assert article.body.title is not None
    assert article.body.title.text == "Second"
    assert [(issue.rule, issue.evidence) for issue in article.quality_issues] == [("duplicate_key", "title")]


def test_a_title_over_the_limit_stays_in_the_text(parse: Parse) -> None:
    article = parse({"title": "T" * 50, "text": TEXT}, max_title_chars=40)
    assert article.body.title is None
    assert paragraphs(article)[0] == "T" * 50


def test_only_an_id_is_an_id(parse: Parse) -> None:
    assert parse({"text": TEXT, "id": 17}).external_id == "17"
    assert parse({"text": TEXT, "id": True}).external_id is None
    assert parse({"text": TEXT, "uri": "urn:news:17"}).external_id == "urn:news:17"
    assert parse({"text": TEXT, "uri": "https://news.example/17"}).external_id is None


def test_text_in_any_encoding_of_json_is_read(settings: MakeSettings) -> None:
    record = json.dumps({"text": "أغلق الجسر يوم الاثنين."}, ensure_ascii=False)
    for encoding in ("utf-8", "utf-8-sig"):
        document = Document(origin=Origin(uri="a.json"), name="a.json", data=record.encode(encoding))
        assert paragraphs(parse_document(document, settings())) == ["أغلق الجسر يوم الاثنين."]


LETTERS = "ABCDEFGHIJKLMNOPQRST"
MANY_NAMES = [f"Ann{letter} Surname{number}" for number, letter in enumerate(LETTERS)]
PROSE = (
    "By Ann Lee, chief correspondent of this newspaper, who walked from the harbour to the last house of the valley, "
    "met the people who live there, and the hills, and much more, in the weeks before the first snow fell on the roofs"
)


@pytest.mark.parametrize("value", [", ".join(MANY_NAMES), "By " + "; ".join(MANY_NAMES), MANY_NAMES])
def test_a_long_list_of_authors_is_kept_whole(parse: Parse, value: object) -> None:
    assert parse({"text": TEXT, "authors": value}).authors == tuple(MANY_NAMES)


def test_a_long_byline_in_prose_gives_no_authors_and_is_kept(parse: Parse) -> None:
    article = parse({"text": TEXT, "author": PROSE})
    assert (article.byline, article.authors) == (PROSE, ())


@pytest.mark.parametrize("key", ["section", "publisher", "guid", "author", "keywords", "url", "language", "date"])
def test_a_value_too_long_for_its_field_is_left_out_and_noted(parse: Parse, key: str) -> None:
    value = ("https://news.example/" if key == "url" else "") + "x" * 30_000
    article = parse({"text": TEXT, key: value})
    (issue,) = [issue for issue in article.quality_issues if issue.rule == "field_too_long"]
    assert (issue.evidence or "").endswith(f": {len(value):,} characters: {value[:100]}")
    kept = (article.section, article.source, article.external_id, article.byline, article.canonical_url)
    assert kept == (None,) * 5
    assert (article.authors, article.topics, article.language_declared, article.dates) == ((), (), None, ())


def test_long_values_are_never_cut(parse: Parse) -> None:
    article = parse({"text": TEXT, "section": "s" * 250, "publisher": "p" * 300, "keywords": ["k" * 600]})
    assert (article.section, article.source) == ("s" * 250, "p" * 300)
    assert [topic.code for topic in article.topics] == ["k" * 600]
    assert article.quality_issues == ()


def test_keywords_stand_between_commas_and_semicolons(parse: Parse) -> None:
    article = parse({"text": TEXT, "keywords": "bridge, R&amp;D; ferry،harbour；town"})
    assert [topic.code for topic in article.topics] == ["bridge", "R&D", "ferry", "harbour", "town"]


def test_a_number_of_thousands_of_digits_is_refused_in_our_own_words(parse: Parse) -> None:
    record = json.dumps({"text": TEXT}).encode().replace(b"{", b'{"views": ' + b"9" * 5000 + b", ")
    with pytest.raises(MalformedDocument, match="a number of 5,000 digits"):
        parse(record)


@pytest.mark.parametrize(
    "text",
    [
        "First paragraph of the story about the town.\n\nSecond paragraph.",
        "The council met on Monday.\n\nIt decided nothing.\n\nThe mayor left early, and the others followed him out.",
    ],
)
def test_a_lone_line_that_ends_as_a_sentence_is_no_heading(parse: Parse, text: str) -> None:
    (section,) = parse({"title": "Town", "text": text}).body.sections
    assert section.heading is None
    assert [block.text for block in section.paragraphs] == text.split("\n\n")


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["text", "title", "html", "date", "url", "authors", "id", "tags", "description", "source", "data"]
)


@given(record=st.dictionaries(KEYS, ANY))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=75, deadline=None)
def test_any_values_are_an_article_or_a_rejection(parse: Parse, record: dict[str, object]) -> None:
    try:
        article = parse(record)
    except RejectedDocument:
        return
    assert article.body.sections or article.body.facts or article.body.summary


@pytest.mark.parametrize("kind", ["Person", "WebSite", ["Organization", "Brand"]])
def test_what_json_ld_does_not_call_an_article_is_none_for_its_description(parse: Parse, kind: object) -> None:
    with pytest.raises(EmptyArticle, match="no article text"):
        parse({"@type": kind, "name": "Ann Lee", "description": "Ann Lee reports from the harbour."})


def test_what_json_ld_calls_an_article_may_be_a_teaser(parse: Parse) -> None:
    article = parse({"@type": "NewsArticle", "headline": "Bridge closed", "description": "Repairs take until Friday."})

    assert article.completeness is Completeness.TEASER


def test_a_text_in_sections_is_read_with_its_headings(parse: Parse) -> None:
    article = parse(
        {"title": "Bridge closed", "intro": "A short opening.", "sections": [{"heading": "Why", "content": TEXT}]}
    )

    assert [section.heading.text if section.heading else None for section in article.body.sections] == [None, "Why"]
    assert paragraphs(article) == ["A short opening.", *TEXT.splitlines()]


def test_a_text_that_is_there_once_more_as_sections_is_read_once(parse: Parse) -> None:
    article = parse({"text": TEXT, "sections": [{"heading": "Why", "content": TEXT}]})

    assert paragraphs(article) == TEXT.splitlines()


def test_what_is_beside_the_article_is_an_issue_with_its_key(parse: Parse) -> None:
    other = "Every Friday we send you the stories that our readers shared most, with a picture."
    article = parse({"title": "Bridge closed", "text": TEXT, "more": {"letter": other}, "raw": TEXT.replace("\n", " ")})

    (issue,) = [issue for issue in article.quality_issues if issue.rule == "record_text_left"]
    assert issue.evidence is not None
    assert issue.evidence.startswith("more.letter: 82 characters: Every Friday")


def test_a_long_run_of_signs_is_searched_for_sentences_once(parse: Parse) -> None:
    article = parse({"title": "Bridge closed", "text": f"{TEXT}\nIt is x{'。…' * 100_000}y"})

    assert article.body.paragraphs[0].text == TEXT.splitlines()[0]


@pytest.mark.parametrize(
    "answer",
    [
        {"choices": [{"index": 0, "message": {"role": "assistant", "content": "# Bridge\n\n" + TEXT}}]},
        {"custom_id": "7", "response": {"body": {"choices": [{"message": {"content": "# Bridge\n\n" + TEXT}}]}}},
        {"result": {"message": {"role": "assistant", "content": [{"type": "text", "text": "# Bridge\n\n" + TEXT}]}}},
        {"response": {"candidates": [{"content": {"parts": [{"text": "# Bridge\n\n" + TEXT}]}}]}},
        {"output": [{"type": "reasoning"}, {"role": "assistant", "content": [{"text": "# Bridge\n\n" + TEXT}]}]},
        {"messages": [{"role": "user", "content": "Write!"}, {"role": "assistant", "content": "# Bridge\n\n" + TEXT}]},
        {"message": {"role": "assistant", "content": f"```json\n{json.dumps({'title': 'Bridge', 'text': TEXT})}\n```"}},
    ],
)  # fmt: skip
def test_the_answer_of_a_language_model_is_the_article_in_it(parse: Parse, answer: object) -> None:
    article = parse(answer)

    assert article.body.title is not None
    assert article.body.title.text == "Bridge"
    assert paragraphs(article) == TEXT.splitlines()


def test_a_record_with_keys_of_its_own_is_read_by_what_stands_in_it(parse: Parse) -> None:
    article = parse(
        {"zz1": "https://news.example/1", "zz2": "Bridge closed for repairs", "zz3": TEXT, "zz4": "2024-05-06"}
    )

    assert article.body.title is not None
    assert article.body.title.detected_by == "content:zz2"
    assert paragraphs(article) == TEXT.splitlines()
    assert evidence_of_dates(article) == ["json:zz4"]


def evidence_of_dates(article: Article) -> list[str]:
    return [found.evidence for found in article.dates if found.moment is not None]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"visited": "2024-05-06T07:08:09Z"}, "key:visited"),
        ({"valid-until": "2024-05-06"}, "key:valid-until"),
        ({"fotografiert": "2024-05-06"}, "key:fotografiert"),
        ({"photo": {"shot": "2024-05-06"}}, "key:photo.shot"),
        ({"newsDate": "2024-05-06"}, "json:newsDate"),
        ({"story_published_on": "2024-05-06"}, "json:story_published_on"),
        ({"column 3": "2024-05-06"}, "json:column 3"),
        ({"fld_d": "2024-05-06"}, "json:fld_d"),
        ({"end": "2024-05-06"}, "key:end"),
        ({"dia": "2024-05-06"}, "json:dia"),
    ],
)
def test_a_lone_date_is_that_of_publication_only_if_its_key_says_so_or_is_no_word(
    parse: Parse, more: dict[str, object], expected: str
) -> None:
    assert evidence_of_dates(parse({"title": "Bridge closed", "text": TEXT} | more)) == [expected]


def test_of_several_dates_without_keys_none_is_that_of_publication(parse: Parse) -> None:
    article = parse({"column 1": TEXT * 3, "column 2": "2024-05-06", "column 3": "2024-05-07"})

    assert evidence_of_dates(article) == ["key:column 2", "key:column 3"]


@pytest.mark.parametrize(
    "record",
    [
        {"a": 1, "b": "short", "c": ["x"]},
        {"key": "d41d8cd98f00b204e9800998ecf8427e", "path": "/data/in/2024/05/06/file.bin", "note": "ok"},
        {"query": "select title, text from articles where id = 7;", "rows": 12},
    ],
)
def test_a_record_without_running_text_is_no_article(parse: Parse, record: object) -> None:
    with pytest.raises(EmptyArticle, match="KHABAR_RECORD_FIELDS"):
        parse(record)


def test_the_reason_names_fields_as_the_setting_takes_them(parse: Parse) -> None:
    cookies = {"user": None, "config": {"text": "Accept all cookies", "buttons": [{"id": 1}, {"id": 2}]}}

    with pytest.raises(
        EmptyArticle, match=r"^data with the fields user, config\.text, config\.buttons, but no article text; if"
    ):
        parse(cookies)


def test_the_reason_says_whether_the_whole_file_is_refused(settings: MakeSettings) -> None:
    crawl = b'{"url": "https://news.example/1", "status": 200, "sha1": "d41d8cd98f00b204e9800998ecf8427e"}'
    file = Document(origin=Origin(uri="a.json"), name="a.json", data=crawl)
    with pytest.raises(EmptyArticle, match="page or picture in a file of the same name") as whole:
        parse_document(file, settings())
    with pytest.raises(EmptyArticle, match=r"only this record of the file, not the others$") as one_of_many:
        parse_document(replace(file, media_type="application/json"), settings())

    assert "of the file" not in str(whole.value)
    assert "of the same name" not in str(one_of_many.value)


def test_the_date_of_a_download_is_no_date_of_the_article(parse: Parse) -> None:
    record = {"text": TEXT, "date_modify": "2026-05-01 10:00:00", "date_download": "2026-05-01 10:00:00"}

    assert parse(record).dates == ()


def test_of_several_titles_the_main_one_counts(parse: Parse) -> None:
    headlines = [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Bridge closed"}]
    article = parse({"headlines": headlines, "text": TEXT})

    assert article.body.title is not None
    assert article.body.title.text == "Bridge closed"


@pytest.mark.parametrize("task", ["instruction", "prompt"])
def test_the_answer_to_a_task_is_the_article(parse: Parse, task: str) -> None:
    article = parse({task: "Write a short article about the bridge, please.", "output": "Bridge closed\n\n" + TEXT})

    assert paragraphs(article) == TEXT.splitlines()


def test_a_name_with_a_description_is_no_article(parse: Parse) -> None:
    thing = {"name": "wordcount", "description": "A tool that counts the words of files.", "version": "1.0"}
    with pytest.raises(
        EmptyArticle, match=r"^data with a name, but no article text: it describes something other than an article;"
    ):
        parse(thing)
    with pytest.raises(EmptyArticle, match=r"^data with the type WebSite and a name, but no article text"):
        parse({"@type": "WebSite"} | thing)

    assert parse(thing | {"datePublished": "2024-05-06"}).body.summary


def test_sections_may_have_keys_of_another_language(parse: Parse) -> None:
    article = parse({"titel": "Brücke gesperrt", "abschnitte": [{"überschrift": "Warum", "inhalt": "Sie hat Risse."}]})

    assert [section.heading.text for section in article.body.sections if section.heading] == ["Warum"]


@pytest.mark.parametrize(
    "record",
    [
        {"attributes": {"title": "Bridge closed", "body": {"value": TEXT, "format": "plain"}}},
        {"title": {"nl": "Bridge closed"}, "body": {"nl": TEXT}},
        {"row_idx": 3, "row": {"title": "Bridge closed", "text": TEXT}, "truncated_cells": []},
        {"text": TEXT, "meta": {"title": "Bridge closed"}},
        {"header": {"headline": "Bridge closed", "text": "Menu"}, "content": TEXT},
        {"title": "Bridge closed", "meta": {"title": "The Evening Post"}, "text": TEXT},
        {"title": "Bridge closed", "text": {f"line{n}": line for n, line in enumerate(TEXT.splitlines(), start=8)}},
    ],
)
def test_text_and_title_are_found_in_objects(parse: Parse, record: dict[str, object]) -> None:
    article = parse(record)

    assert article.body.title is not None
    assert article.body.title.text == "Bridge closed"
    assert paragraphs(article) == TEXT.splitlines()


@pytest.mark.parametrize(
    "more",
    [
        {"byline": {"original": "By Ann Lee"}},
        {"primary_author": {"id": "7", "name": "Ann Lee", "slug": "ann"}},
        {"metadata": {"author": "Ann Lee"}},
    ],
)
def test_authors_are_found_in_objects(parse: Parse, more: dict[str, object]) -> None:
    assert parse({"title": "Bridge closed", "text": TEXT} | more).authors == ("Ann Lee",)


def test_what_stands_beside_the_text_counts_before_an_object_of_metadata(parse: Parse) -> None:
    record = {"text": TEXT, "url": "https://news.example/1", "meta": {"canonical": "https://other.example/", "id": "x"}}

    assert parse(record).canonical_url == "https://news.example/1"
    assert parse(record).external_id == "x"


@pytest.mark.parametrize(
    "more", [{"status": "error", "code": "keyInvalid"}, {"status": 503}, {"error": True}, {"errors": ["quota"]}]
)
def test_the_error_message_of_an_api_is_no_article(parse: Parse, more: dict[str, object]) -> None:
    with pytest.raises(EmptyArticle, match="the answer of an API that reports an error"):
        parse({"message": TEXT, **more})

    assert paragraphs(parse({"title": "Bridge closed", "message": TEXT, **more})) == TEXT.splitlines()


NITF = '<?xml version="1.0"?><nitf><head><title>A</title></head><body><p>It ran again on Tuesday.</p></body></nitf>'


def test_of_several_bodies_the_xml_of_an_agency_is_not_the_text(parse: Parse) -> None:
    bodies = [
        {"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": NITF},
        {"role": "text", "contentType": "text/plain", "value": TEXT},
    ]
    assert paragraphs(parse({"headlines": [{"role": "main", "value": "A"}], "bodies": bodies})) == TEXT.splitlines()


def test_a_record_with_nothing_but_the_xml_of_an_agency_is_rejected(parse: Parse) -> None:
    with pytest.raises(EmptyArticle):
        parse({"headline": "A bridge is closed", "text": NITF})


def test_tags_inside_words_leave_no_mark(parse: Parse) -> None:
    article = parse({"headline": "The H<sub>2</sub>O test", "text": f"The brand Lunch<sup >®</sup> is new. {TEXT}"})
    assert article.body.title is not None
    assert article.body.title.text == "The H2O test"
    assert "<" not in "".join(paragraphs(article))


@pytest.mark.parametrize(
    "more", [{"error": None}, {"error": False}, {"errors": []}, {"status": 1000}, {"status": "ok"}]
)
def test_a_record_without_a_failure_is_read(parse: Parse, more: dict[str, object]) -> None:
    assert paragraphs(parse({"text": TEXT, **more})) == TEXT.splitlines()


def test_a_timestamp_in_an_object_of_metadata_is_no_date_of_publication(parse: Parse) -> None:
    record = {"text": TEXT, "metadata": {"timestamp": "2024-05-06T07:08:09Z"}}

    assert not [date for date in parse(record).dates if date.evidence != "key:metadata.timestamp"]
    assert [date.evidence for date in parse({"text": TEXT, "metadata": {"datePublished": "2024-05-06"}}).dates] == [
        "json:datepublished"
    ]


def test_keys_with_too_many_digits_number_nothing(parse: Parse) -> None:
    with pytest.raises(EmptyArticle):
        parse({"title": "Bridge closed", "text": {"1" * 5000: TEXT, "2" * 5000: TEXT}})


def test_one_of_several_representations_of_a_text_is_read(parse: Parse) -> None:
    """ninjs 2 and 3 have the same text as plain text and as markup; the one with markup has its paragraphs."""
    sentences = ("The mill turned again on Monday.", "Two hundred people came to watch.")
    bodies = [
        {"role": "text", "contentType": "text/plain", "value": " ".join(sentences)},
        {
            "role": "xhtml",
            "contentType": "text/html",
            "value": f"<body><p>{sentences[0]}</p><p>{sentences[1]}</p></body>",
        },
    ]
    record = {"headlines": [{"role": "main", "value": "The mill turns"}], "bodies": bodies}

    article = parse(record)

    assert article.body.title is not None
    assert article.body.title.text == "The mill turns"
    assert [block.text for section in article.body.sections for block in section.paragraphs] == list(sentences)
