"""The objects of `khabar parse`: the same fields for a document that is an article and for one that is none."""

import json

from checkout import ROOT

from etl.documents import Document
from etl.settings import Settings
from etl.stages.convert import convert, refuse
from etl.stages.output import article_object, refusal_object

SCHEMA = json.loads((ROOT / "docs" / "parse-output.schema.json").read_text(encoding="utf-8"))
PAGE = b"""<html lang="en"><head><title>Ferry turns back</title>
<meta property="article:published_time" content="2026-05-03T10:00:00Z"><link rel="canonical" href="https://n.example/1">
</head><body><article><h1>Ferry turns back</h1><p>The ferry left at noon with forty people on board that day.</p>
<figure><img src="a.jpg"><figcaption>The ferry. Photo: Ann Lee</figcaption></figure>
<h2>Storm</h2><p>The wind rose soon after, and the ferry came back to the old pier.</p></article></body></html>"""


def test_every_object_has_the_fields_of_the_schema_and_no_other():
    document = Document(uri="a.html", name="a.html", data=PAGE, position=4)
    parsed = article_object(document, convert(document, Settings()))
    refused = refusal_object(refuse(document, "no_text", "a menu"))

    assert parsed.keys() == refused.keys() == SCHEMA["properties"].keys()
    assert {kind: type(parsed[kind]) for kind in parsed if isinstance(parsed[kind], list)} == {
        kind: type(refused[kind]) for kind in refused if isinstance(refused[kind], list)
    }


def test_an_article_says_what_it_holds_under_the_name_of_each_field():
    document = Document(uri="a.html", name="a.html", data=PAGE, position=4)
    found = article_object(document, convert(document, Settings()))

    assert (found["position"], found["format"], found["outcome"]) == (4, "html", "parsed")
    assert (found["title"], found["published_on"]) == ("Ferry turns back", "2026-05-03")
    assert found["published_at"] == "2026-05-03T10:00:00+00:00"
    assert [section["heading"] for section in found["sections"]] == [None, "Storm"]
    assert found["captions"] == ["The ferry."]
    assert found["caption_credits"] == ["Ann Lee"]
    assert {"kind": "canonical", "url": "https://n.example/1"} in found["urls"]
    assert found["parser"].startswith("html/")


def test_a_refusal_says_where_and_why():
    document = Document(uri="a.html", name="a.html", data=b"", member="b", position=4)
    found = refusal_object(refuse(document, "no_text", "a menu"))

    assert {kind: value for kind, value in found.items() if value and kind != "labels"} == {
        "uri": "a.html",
        "member": "b",
        "position": 4,
        "outcome": "rejected",
        "reason": "no_text",
        "detail": "a menu",
    }
