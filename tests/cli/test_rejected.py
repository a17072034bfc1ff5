"""`khabar rejected`: list, show and retry, by reason, format, source, run, state and path."""

import gzip
import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from fixture_types import Khabar
from processes import khabar_environment, run_khabar

TEXT = "A heading\n" + "Words that say something. " * 9 + "\n"


def make_folder(corpus: Path) -> None:
    """Write a page without text that was fetched from an address, a cut gzip file, and an empty file in a folder."""
    (corpus / "agency").mkdir(parents=True)
    (corpus / "agency" / "empty.txt").touch()
    (corpus / "cut.txt.gz").write_bytes(gzip.compress(TEXT.encode() * 9)[:60])
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>\x1b[31m</body></html>"
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n"
        b"WARC-Target-URI: https://www.news.example/a\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: " + str(len(response)).encode() + b"\r\n\r\n" + response + b"\r\n\r\n"
    )
    (corpus / "crawl.warc").write_bytes(record)


def khabar_on(database_url: str, folder: Path) -> Khabar:
    """Load a new folder into a database; what is returned runs khabar on both."""

    def run(*arguments: str, code: int = 0) -> CompletedProcess[str]:
        environment = khabar_environment(database_url)
        result = run_khabar(*arguments, environment=environment, folder=folder)
        assert result.returncode == code, result.stderr
        return result

    make_folder(folder / "corpus")
    run("run", "corpus")
    return run


@pytest.fixture(scope="module")
def khabar(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Khabar:
    """Run khabar on a database that has loaded the folder, for tests that change neither."""
    return khabar_on(database_url, tmp_path_factory.mktemp("read"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the test's own."""
    return tmp_path / "corpus"


@pytest.fixture
def own_khabar(fresh_database_url: str, tmp_path: Path) -> Khabar:
    """Run khabar on a database of the test's own that has loaded its folder."""
    return khabar_on(fresh_database_url, tmp_path)


def listed(khabar: Khabar, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in khabar("rejected", "list", "--json", *arguments).stdout.splitlines()]


def reasons(khabar: Khabar, *arguments: str) -> list[str]:
    return [row["reason"] for row in listed(khabar, *arguments)]


def test_rejections_are_chosen_by_what_is_known_of_them(khabar: Khabar) -> None:
    rows = {row["reason"]: row for row in listed(khabar)}

    assert set(rows) == {"empty", "truncated", "no_text"}
    root = rows["empty"]["root"]
    assert [(row["format"], row["source"]) for _, row in sorted(rows.items())] == [
        (None, root),
        ("html", "news.example"),
        ("gzip", root),
    ]
    assert reasons(khabar, "--reason", "empty") == ["empty"]
    assert reasons(khabar, "--format", "gzip") == ["truncated"]
    assert reasons(khabar, "--source", "news.example") == ["no_text"]
    assert reasons(khabar, "--source", root) == ["empty", "truncated"]
    assert reasons(khabar, "--path", "agency/*.txt") == ["empty"]
    assert reasons(khabar, "--state", "quarantined") == []
    assert len(reasons(khabar, "--run", "1", "--state", "open")) == 3
    assert "there is no state lost" in khabar("rejected", "list", "--state", "lost", code=2).stderr


def test_the_place_of_a_unit_is_said_in_words(own_khabar: Khabar, folder: Path) -> None:
    (folder / "rows.jsonl").write_text('{"a": 1}\n' + json.dumps({"title": "Bus", "text": TEXT}) + '\n{"b": 2}\n')
    own_khabar("run", "corpus")

    places = {(row["uri"], row["position"]): row["place"] for row in listed(own_khabar)}

    assert places["crawl.warc", 0] == "the only unit in the file: https://www.news.example/a"
    assert places["cut.txt.gz", 0] == "the whole file"
    assert (places["rows.jsonl", 0], places["rows.jsonl", 2]) == ("unit 1 of 3 in the file", "unit 3 of 3 in the file")


def test_a_list_that_is_cut_says_of_how_many(khabar: Khabar) -> None:
    result = khabar("rejected", "list", "--max-rows", "2")

    assert "Rejected: 2 of 3" in result.stdout
    assert "2 of 3: --max-rows shows more" in result.stderr
    assert "2 of 3" in khabar("rejected", "list", "--json", "--max-rows", "2").stderr


def test_show_prints_all_of_one_rejection_and_no_control_character(khabar: Khabar) -> None:
    (row,) = listed(khabar, "--reason", "no_text")
    shown = khabar("rejected", "show", row["unit"]).stdout
    parsed = json.loads(khabar("rejected", "show", row["unit"], "--json").stdout)

    assert f"khabar rejected retry {row['unit']}" in shown
    assert "readable, but without the text of an article" in shown
    assert "https://www.news.example/a" in shown
    assert "\x1b" not in shown
    assert (parsed["uri"], parsed["byte_offset"], parsed["attempts"], parsed["first_run_id"]) == ("crawl.warc", 0, 1, 1)
    assert parsed["head"].startswith("<html>")


def test_a_rejection_that_is_not_there_is_a_wrong_call(khabar: Khabar) -> None:
    assert "there is no rejection 99:0:0" in khabar("rejected", "show", "99:0:0", code=2).stderr
    assert "there is no rejection 99:0:0" in khabar("rejected", "retry", "99:0:0", code=2).stderr
    assert "give FILE:MEMBER:POSITION" in khabar("rejected", "show", "99", code=2).stderr


def test_a_source_that_is_none_is_a_wrong_call_that_names_those_there_are(khabar: Khabar) -> None:
    (row,) = listed(khabar, "--reason", "empty")

    told = khabar("rejected", "list", "--source", "nobody.example", code=2).stderr

    assert f"there is no source nobody.example; known are {row['root']}, news.example\n" in told


def test_what_is_there_and_fits_nothing_is_said(khabar: Khabar) -> None:
    assert khabar("rejected", "list", "--format", "zip").stdout == "no rejection matches\n"
    assert khabar("rejected", "retry", "--format", "zip").stdout == "no rejection matches\n"
    result = khabar("rejected", "list", "--json", "--format", "zip")
    assert (result.stdout, result.stderr) == ("", "no rejection matches\n")


def test_a_reason_that_is_none_is_a_wrong_call(khabar: Khabar) -> None:
    assert "there is no reason truncatd" in khabar("rejected", "list", "--reason", "truncatd", code=2).stderr


def test_the_list_shows_reasons_whole_where_the_terminal_is_narrow(khabar: Khabar) -> None:
    lines = khabar("rejected", "list").stdout.splitlines()

    assert max(map(len, lines)) <= 100
    assert {"cut.txt.gz", "truncated"} <= {word for line in lines for word in line.split()}


def test_retry_takes_what_was_chosen_and_resolves_what_was_mended(own_khabar: Khabar, folder: Path) -> None:
    for name in ("agency/empty.txt", "cut.txt.gz"):
        (folder / name).write_text(TEXT + name, encoding="utf-8")

    counts = json.loads(own_khabar("rejected", "retry", "--reason", "empty", "--json").stdout)

    assert (counts["files"], counts["units_again"], counts["loaded"]) == (1, 1, 1)
    (row,) = listed(own_khabar, "--state", "resolved")
    assert json.loads(own_khabar("rejected", "show", row["unit"], "--json").stdout)["resolved_run_id"] == 2
    assert {row["reason"]: row["attempts"] for row in listed(own_khabar)} == {"truncated": 1, "no_text": 1}


def test_one_unit_is_retried_by_its_name(own_khabar: Khabar) -> None:
    (row,) = listed(own_khabar, "--reason", "no_text")

    own_khabar("rejected", "retry", row["unit"])

    assert {row["reason"]: row["attempts"] for row in listed(own_khabar)} == {"truncated": 1, "no_text": 2, "empty": 1}


def test_retry_says_of_what_the_files_are_gone(own_khabar: Khabar, folder: Path) -> None:
    (folder / "cut.txt.gz").unlink()

    result = own_khabar("rejected", "retry", "--format", "gzip")

    assert "not tried: 1 units, because their files are gone" in result.stderr
    assert own_khabar("rejected", "retry", "--reason", "memory").stdout == "no rejection matches\n"
