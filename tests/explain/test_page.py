"""`khabar explain`: the page holds everything, links both sides, and no text of a document becomes markup."""

import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import fields, make_dataclass, replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from checkout import ROOT
from lxml import html
from processes import run_khabar
from warc_records import http_response, warc_record

from etl.articles import Article
from etl.documents import Refusal
from etl.errors import ConfigError
from etl.explain.explain_unit import Explained, Explanation, explain
from etl.explain.page import render_page
from etl.explain.shown_text import Span, pieces
from etl.settings import Settings

HOSTILE = '</p><script>alert(1)</script><img src=x onerror="x"> & "quotes" \'single\''
LONG = " It was a long and windy night, and nobody in the harbour slept before the boats were home."


def explained(path: Path, **choice: Any) -> tuple[Explained, Explanation]:
    found = explain(path, Settings(), **choice)
    assert isinstance(found.result, Explanation)
    return found, found.result


def page_of(path: Path, **choice: Any) -> tuple[html.HtmlElement, Explanation]:
    found, explanation = explained(path, **choice)
    return tree_of(found, explanation), explanation


def tree_of(found: Explained, explanation: Explanation) -> html.HtmlElement:
    return html.document_fromstring(render_page(found, explanation))


def shown(tree: html.HtmlElement, selector: str) -> list[str]:
    return ["".join(element.itertext()) for element in tree.xpath(selector)]


def assert_whole(tree: html.HtmlElement, explanation: Explanation) -> None:
    """Every block is shown once, every link leads somewhere, nothing is fetched and nothing runs."""
    texts = shown(tree, "//div[contains(@class, 'row')]/p[contains(@class, 'text')]")
    ids = tree.xpath("//@id")
    targets = [link.removeprefix("#") for link in tree.xpath("//a/@href")]

    assert texts == [block.text for _, block in explanation.blocks]
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    assert tree.xpath("//script | //img | //link | //iframe | //object | //@src | //@onerror | //@onclick") == []


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name", ["000_a78018c0d6ec8e35.txt", "es-olive-presses.md", "he-salt-railway.txt", "zh-night-buses.txt"]
)
def test_a_text_is_shown_whole_and_each_block_beside_it(name: str) -> None:
    tree, explanation = page_of(ROOT / "seeds" / name)
    source = (ROOT / "seeds" / name).read_text(encoding="utf-8")

    assert_whole(tree, explanation)
    assert shown(tree, "//section[@id='source']//span[contains(@class, 'pre')]") == source.splitlines()
    assert all(tree.get_element_by_id(f"s-{row}") is not None for row in ("facts-0", "sections-0-heading"))


def test_rules_marks_and_blank_lines_of_a_text_are_shown(tmp_path: Path) -> None:
    text = f"# A storm at night\n\n* * *\n\n## What was lost\n\n- Two boats.\n- A pier.\n\n{LONG.strip()}\n"
    tree, explanation = page_of(write(tmp_path, "a.md", text))

    assert_whole(tree, explanation)
    assert shown(tree, "//section[@id='source']//span[contains(@class, 'pre')]") == text.splitlines()
    assert tree.get_element_by_id("s-extra-0").get("class") == "unit role-rule"


def test_a_heading_says_why_it_became_one() -> None:
    tree, _ = page_of(ROOT / "seeds" / "000_a78018c0d6ec8e35.txt")
    why = tree.get_element_by_id("a-sections-0-heading").find_class("why")[0]

    assert "heading" in why.text_content()
    assert len(why.find_class("for")) > 2
    assert 0.5 < float(why.find_class("score")[0].text_content()) <= 1


def test_a_page_shows_what_was_left_out_and_why() -> None:
    tree, explanation = page_of(ROOT / "seeds" / "observatory.html")
    left_out = [unit.text_content() for unit in tree.find_class("role-left") if "unit" in unit.get("class")]

    assert_whole(tree, explanation)
    assert any("inside <nav>" in text and "Home Science Sport" in text for text in left_out)
    assert any("related" in text and "Oldest tide gauge" in text for text in left_out)
    assert tree.get_element_by_id("s-title").text_content().count("Night sky over Mount Harrow") == 1


def test_all_dates_are_shown_with_the_reason_why() -> None:
    tree, explanation = page_of(ROOT / "seeds" / "observatory.html")
    rows = [row.text_content() for row in tree.xpath("//section[@id='dates']//tbody/tr")]

    assert len(rows) == len(explanation.dates) > 2
    assert sum("chosen:" in row for row in rows) == 2
    assert any("gives the same day as json-ld" in row for row in rows)


def test_issues_are_marked_in_the_text_at_their_places() -> None:
    tree, _ = page_of(ROOT / "seeds" / "000_a78018c0d6ec8e35.txt")

    marks = shown(tree, "//div[contains(@class, 'row')]//mark")

    assert marks == ["ت formalization", "إ framing", "إ framing"]


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("crawl.jsonl", {}),
        ("crawl.jsonl", {"position": 3}),
        ("gazette-feed.xml", {"position": 1}),
        ("crawl.warc.gz", {}),
        ("weekly.zip", {"member": "fa/qanat-museum.txt"}),
    ],
)
def test_a_unit_of_a_container_is_chosen_and_counted(
    name: str, choice: dict[str, Any], seed_members: Callable[[str], str]
) -> None:
    choice = {key: seed_members(value) if key == "member" else value for key, value in choice.items()}
    found, explanation = explained(ROOT / "seeds" / name, **choice)
    tree = tree_of(found, explanation)

    assert_whole(tree, explanation)
    assert found.unit_count > 2
    assert f"of {found.unit_count}" in tree.find_class("crumb")[0].text_content()
    assert explanation.document.origin.position == choice.get("position", 0)


@pytest.fixture
def seed_members() -> Callable[[str], str]:
    """The member of seeds/weekly.zip in the language of a name."""

    def find(name: str) -> str:
        with zipfile.ZipFile(ROOT / "seeds" / "weekly.zip") as archive:
            return next(member for member in archive.namelist() if member.startswith(name[:3]))

    return find


def test_fields_of_a_record_are_shown_and_linked(tmp_path: Path) -> None:
    record = {"title": "A storm at night", "content": f"<p>First.{LONG}</p><p>Then.{LONG}</p>", "tags": ["sea"]}
    tree, explanation = page_of(write(tmp_path, "a.json", json.dumps(record)))

    assert_whole(tree, explanation)
    assert tree.get_element_by_id("s-title").find_class("number")[0].text_content() == "title"
    assert "Then." in tree.get_element_by_id("s-sections-0-paragraphs-1").text_content()
    assert "tags[0]" in tree.get_element_by_id("source").text_content()


def test_a_new_field_of_an_article_is_shown_under_its_name() -> None:
    found, explanation = explained(ROOT / "seeds" / "ru-library-boat.txt")
    newer = make_dataclass("Newer", [("print_pages", tuple, ())], bases=(Article,), frozen=True, kw_only=True)
    values = {field.name: getattr(explanation.article, field.name) for field in fields(Article)}
    article = newer(**values, print_pages=("<b>3</b>", "4"))

    tree = html.document_fromstring(render_page(found, replace(explanation, article=article)))

    assert "Print pages<b>3</b>, 4" in shown(tree, "//header/dl/div")


@pytest.mark.parametrize("form", ["text", "page", "record", "warc"])
def test_a_hostile_text_does_not_become_markup(form: str, tmp_path: Path) -> None:
    paragraph = f"{HOSTILE}{LONG}"
    escaped = paragraph.replace("&", "&amp;").replace("<", "&lt;")
    page = (
        f'<html lang="{HOSTILE.replace(chr(34), "&quot;")}"><head><title>{escaped[:60]}</title></head>'
        f"<body><article><h1>{escaped[:60]}</h1><p>{escaped}</p><p>Then {escaped}</p></article></body></html>"
    )
    inputs = {
        "text": ("a<b>.txt", f"{HOSTILE}\n\n{paragraph}\n\n{paragraph}\n"),
        "page": ("a'b\".html", page),
        "record": ("a.json", json.dumps({"title": HOSTILE, "text": paragraph, HOSTILE: HOSTILE, "author": HOSTILE})),
        "warc": ("a.warc", ""),
    }
    path = write(tmp_path, *inputs[form])
    if form == "warc":
        path.write_bytes(warc_record(block=http_response(page.encode())))

    tree, explanation = page_of(path)

    assert_whole(tree, explanation)
    assert "alert(1)" in tree.get_element_by_id("article").text_content()


def test_what_cannot_be_seen_is_shown() -> None:
    shown_pieces = pieces("a\x00b\u202ec\ud800\ufeff\u200d")

    assert [(piece.text, piece.unseen) for piece in shown_pieces] == [
        ("a", None),
        ("NUL", "U+0000"),
        ("b", None),
        ("RLO", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("c", None),
        ("U+D800", "U+D800"),
        ("BOM", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u200d", None),  # joins letters
    ]


def test_spans_that_overlap_are_cut_at_their_edges() -> None:
    spans = [Span(start=1, end=4, number=1, label="x"), Span(start=3, end=6, number=2, label="y")]

    found = pieces("abcdefg", spans)

    assert [(piece.text, [span.number for span in piece.issues]) for piece in found] == [
        ("a", []),
        ("bc", [1]),
        ("d", [1, 2]),
        ("ef", [2]),
        ("g", []),
    ]


def test_a_rejected_document_is_no_page() -> None:
    found = explain(ROOT / "seeds" / "truncated.html.gz", Settings())

    assert isinstance(found.result, Refusal)
    assert found.result.reason == "truncated"


def test_a_position_that_is_not_there_is_a_wrong_call() -> None:
    with pytest.raises(ConfigError, match="has 4 units"):
        explain(ROOT / "seeds" / "crawl.jsonl", Settings(), position=9)


def run_explain(*arguments: str, folder: Path) -> CompletedProcess[str]:
    return run_khabar("explain", *arguments, environment=dict(os.environ), folder=folder)


def test_a_folder_is_no_file_to_explain(tmp_path: Path) -> None:
    result = run_explain(str(tmp_path), folder=tmp_path)

    assert result.returncode == 2
    assert "is a folder: give one file" in result.stderr


def test_the_command_writes_a_page_and_prints_its_name(tmp_path: Path) -> None:
    result = run_explain(str(ROOT / "seeds" / "crawl.jsonl"), "--position=1", folder=tmp_path)

    assert (result.returncode, result.stdout) == (0, "crawl.jsonl.1.explain.html\n")
    assert "one of 4 units: position 1" in result.stderr
    assert (tmp_path / "crawl.jsonl.1.explain.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_command_ends_as_the_others_do(tmp_path: Path) -> None:
    rejected = run_explain(str(ROOT / "seeds" / "truncated.html.gz"), folder=tmp_path)
    missing = run_explain("nowhere.txt", folder=tmp_path)
    named = run_explain(str(ROOT / "seeds" / "observatory.html"), "-o", "page.html", folder=tmp_path)

    assert (rejected.returncode, rejected.stdout) == (1, "")
    assert "rejected: truncated: the gzip data end early" in rejected.stderr
    assert (missing.returncode, missing.stdout) == (2, "")
    assert (named.returncode, named.stdout) == (0, "page.html\n")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
