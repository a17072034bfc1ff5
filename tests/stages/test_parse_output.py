"""The objects of `khabar parse`: the same fields for a document that is an article and for one that is none."""

import json
from dataclasses import fields, make_dataclass
from datetime import UTC, date, datetime

import pytest
from checkout import ROOT
from samples import documents_in, samples

from etl.articles import (
    Article,
    ArticleUrl,
    Block,
    Body,
    Caption,
    Completeness,
    DateCandidate,
    DateKind,
    LiveUpdate,
    Moment,
    Precision,
    QualityIssue,
    Role,
    Section,
    Severity,
    Topic,
)
from etl.database import tables
from etl.documents import Document, Origin
from etl.settings import Settings
from etl.stages.convert import convert, refuse
from etl.stages.parse_output import article_object, refusal_object

SCHEMA_FILE = ROOT / "docs" / "parse-output.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
SCHEMA_OF_TYPE: dict[object, dict[str, object]] = {
    str | None: {"type": ["string", "null"]},
    bool | None: {"type": ["boolean", "null"]},
    int | None: {"type": ["integer", "null"]},
    float | None: {"type": ["number", "null"]},
    tuple[str, ...]: {"type": "array", "items": {"type": "string"}},
}
PAGE = b"""<html lang="en"><head><title>Ferry turns back</title>
<meta property="article:published_time" content="2026-05-03T10:00:00Z"><link rel="canonical" href="https://n.example/1">
</head><body><article><h1>Ferry turns back</h1><p>The ferry left at noon with forty people on board that day.</p>
<figure><img src="a.jpg"><figcaption>The ferry. Photo: Ann Lee</figcaption></figure>
<h2>Storm</h2><p>The wind rose soon after, and the ferry came back to the old pier.</p></article></body></html>"""


def converted(document: Document) -> Article:
    result = convert(document, Settings())
    assert isinstance(result, Article)
    return result


def test_every_object_has_the_fields_of_the_schema_and_no_other() -> None:
    document = Document(origin=Origin(uri="a.html", position=4), name="a.html", data=PAGE)
    parsed = article_object(document, converted(document))
    refused = refusal_object(refuse(document, "no_text", "a menu"))

    assert parsed.keys() == refused.keys() == SCHEMA["properties"].keys()
    assert {kind: type(parsed[kind]) for kind in parsed if isinstance(parsed[kind], list)} == {
        kind: type(refused[kind]) for kind in refused if isinstance(refused[kind], list)
    }


def test_the_schema_has_every_field_of_an_article(rewrite_golden: bool) -> None:
    """`make golden` adds a new one, with the comment of its column."""
    shown = article_object(Document(origin=Origin(uri="a.html"), name="a.html", data=b""), WHOLE)
    new = [field for field in fields(Article) if field.name in shown and field.name not in SCHEMA["properties"]]
    if rewrite_golden and new:
        for field in new:
            comment = tables.Revision.__table__.columns[field.name].comment
            SCHEMA["properties"][field.name] = {"description": comment} | SCHEMA_OF_TYPE[field.type]
            SCHEMA["required"].append(field.name)
        SCHEMA_FILE.write_text(json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    lacking = {field.name for field in new} - SCHEMA["properties"].keys()
    assert lacking == set(), f"{SCHEMA_FILE.name} lacks fields of Article: run `make golden`"


def test_a_golden_input_fills_every_field_of_an_article() -> None:
    results = [convert(document, Settings()) for sample in samples() for document in documents_in(sample)]
    filled = {
        field.name
        for result in results
        if isinstance(result, Article)
        for field in fields(result)
        if getattr(result, field.name) not in (None, ())
    }

    lacking = {field.name for field in fields(Article)} - filled
    assert lacking == set(), "no parser fills them from an input in tests/golden/ or seeds/"


def test_an_article_says_what_it_holds_under_the_name_of_each_field() -> None:
    document = Document(origin=Origin(uri="a.html", position=4), name="a.html", data=PAGE)
    found = article_object(document, converted(document))

    assert (found["position"], found["format"], found["outcome"]) == (4, "html", "parsed")
    assert (found["title"], found["published_on"]) == ("Ferry turns back", "2026-05-03")
    assert found["published_at"] == "2026-05-03T10:00:00+00:00"
    assert [section["heading"] for section in found["sections"]] == [None, "Storm"]
    assert found["captions"] == ["The ferry."]
    assert found["caption_credits"] == ["Ann Lee"]
    assert {"kind": "canonical", "url": "https://n.example/1"} in found["urls"]
    assert found["parser"].startswith("html/")


def test_a_refusal_says_where_and_why() -> None:
    document = Document(origin=Origin(uri="a.html", member="b", position=4), name="a.html", data=b"")
    found = refusal_object(refuse(document, "no_text", "a menu"))

    assert {kind: value for kind, value in found.items() if value and kind != "labels"} == {
        "uri": "a.html",
        "member": "b",
        "position": 4,
        "outcome": "rejected",
        "reason": "no_text",
        "detail": "a menu",
    }
    assert found["labels"] == {"facts": None, "summary": None}  # who reads the lines need not ask for the outcome


def block(text: str, role: Role = Role.PARAGRAPH, language: str | None = "en") -> Block:
    return Block(role=role, text=text, detected_by="test", language=language, language_confidence=0.75)


def dated(kind: DateKind, moment: Moment | None, *, chosen: bool = True) -> DateCandidate:
    return DateCandidate(kind=kind, evidence=f"time:{kind}", text="as found", moment=moment, chosen=chosen)


WHOLE = Article(
    format="html",
    parser="html/1",
    external_id="id-1",
    canonical_url="https://n.example/1",
    urls=(ArticleUrl(kind="amp", url="https://n.example/amp"),),
    source="The Source",
    language="en",
    language_confidence=0.5,
    body=Body(
        title=block("The title"),
        title_origin="og",
        facts_label=block("Key facts"),
        facts=(block("A fact"),),
        summary_label=block("In short"),
        summary=(block("A summary", language="fr"),),
        sections=(Section(heading=block("A heading"), level=2, paragraphs=(block("A paragraph"),)),),
        extra=(block("By Ann Lee", Role.BYLINE),),
        captions=(Caption(role=Role.CAPTION, text="A caption", detected_by="test", credit="Photographer"),),
        standfirst="The standfirst",
    ),
    description="The description",
    authors=("Ann Lee",),
    section="Sport",
    topics=(Topic(scheme="keyword", code="sea", name="The sea"), Topic(scheme="keyword", code="wind")),
    dates=(
        dated(
            DateKind.PUBLISHED,
            Moment(on=date(2026, 5, 3), at=datetime(2026, 5, 3, 9, tzinfo=UTC), precision=Precision.MINUTE),
        ),
        dated(DateKind.MODIFIED, Moment(on=date(2026, 5, 4), precision=Precision.DAY)),
    ),
    completeness=Completeness.TEASER,
    wire_credit="(AP)",
    wire_agency="Associated Press",
    wire_evidence="closing",
    ai_disclosure="Written with AI",
    paywalled=False,
    access_evidence="words",
    corrections=("A correction",),
    live_updates=(LiveUpdate(time="10:00", heading="An update", text="What was new"),),
    extraction_doubt=0.25,
    quality_issues=(
        QualityIssue(rule="a_rule", severity=Severity.INFO, place="title", start=1, end=2, evidence="what was seen"),
    ),
)


def test_all_that_an_article_can_hold_is_in_its_object() -> None:
    document = Document(origin=Origin(uri="a.zip", member="a.html", position=4), name="a.html", data=b"")
    shown = article_object(document, WHOLE)

    expected = {
        "uri": "a.zip",
        "member": "a.html",
        "position": 4,
        "format": "html",
        "outcome": "parsed",
        "reason": None,
        "detail": None,
        "external_id": "id-1",
        "title": "The title",
        "title_origin": "og",
        "language": "en",
        "language_confidence": 0.5,
        "source": "The Source",
        "canonical_url": "https://n.example/1",
        "authors": ["Ann Lee"],
        "published_on": "2026-05-03",
        "published_at": "2026-05-03T09:00:00+00:00",
        "published_precision": "minute",
        "published_evidence": "time:published",
        "modified_at": "2026-05-04",
        "section": "Sport",
        "topics": ["The sea", "wind"],
        "completeness": "teaser",
        "labels": {"facts": "Key facts", "summary": "In short"},
        "facts": ["A fact"],
        "summary": ["A summary"],
        "sections": [{"heading": "A heading", "level": 2, "paragraphs": ["A paragraph"]}],
        "extra": [{"role": "byline", "text": "By Ann Lee"}],
        "captions": ["A caption"],
        "caption_credits": ["Photographer"],
        "standfirst": "The standfirst",
        "description": "The description",
        "urls": [{"kind": "amp", "url": "https://n.example/amp"}],
        "wire_credit": "(AP)",
        "wire_agency": "Associated Press",
        "wire_evidence": "closing",
        "ai_disclosure": "Written with AI",
        "paywalled": False,
        "access_evidence": "words",
        "extraction_doubt": 0.25,
        "corrections": ["A correction"],
        "live_updates": [{"time": "10:00", "heading": "An update", "text": "What was new"}],
        "block_languages": [{"place": "summary[0]", "language": "fr", "confidence": 0.75}],
        "quality_issues": [
            {
                "rule": "a_rule",
                "severity": "info",
                "place": "title",
                "start": 1,
                "end": 2,
                "evidence": "what was seen",
            }
        ],
        "parser": "html/1",
    }
    assert {name: shown[name] for name in expected} == expected


def test_a_new_field_of_an_article_is_shown_under_its_name() -> None:
    newer = make_dataclass("Newer", [("codes", tuple, ())], bases=(Article,), frozen=True, kw_only=True)
    document = Document(origin=Origin(uri="a.html"), name="a.html", data=b"")

    assert article_object(document, newer(format="html", parser="html/1", codes=("01",)))["codes"] == ["01"]


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ((), (None, None, None, None)),
        (
            (dated(DateKind.PUBLISHED, Moment(precision=Precision.YEAR)),),
            (None, None, "year", "time:published"),
        ),
        ((dated(DateKind.PUBLISHED, None),), (None, None, None, "time:published")),
        ((dated(DateKind.PUBLISHED, Moment(precision=Precision.YEAR), chosen=False),), (None, None, None, None)),
    ],
)
def test_of_a_date_no_more_is_said_than_is_known(
    dates: tuple[DateCandidate, ...], shown: tuple[str | None, ...]
) -> None:
    document = Document(origin=Origin(uri="a.html"), name="a.html", data=b"")
    found = article_object(document, Article(format="html", parser="html/1", dates=dates))

    names = ("published_on", "published_at", "published_precision", "published_evidence")
    assert tuple(found[name] for name in names) == shown
    assert found["modified_at"] is None
