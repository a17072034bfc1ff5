"""The commands that ask: search, raw, export, rejected, report, config - on the sample documents."""

import csv
import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from processes import khabar_environment, run_khabar

KhabarText = Callable[..., str]  # runs the command line; what it prints
USERS_DOCUMENT = ROOT / "seeds" / "000_a78018c0d6ec8e35.txt"


@pytest.fixture(scope="module")
def khabar(database_url: str) -> KhabarText:
    """Run khabar on a database that holds the seeds."""
    environment = khabar_environment(database_url)

    def run(*arguments: str, code: int = 0) -> str:
        result = run_khabar(*arguments, environment=environment, folder=ROOT)
        assert result.returncode == code, result.stderr
        return result.stdout if code == 0 else result.stderr

    run("run", "seeds")
    return run


def rows(khabar: KhabarText, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in khabar(*arguments).splitlines()]


@pytest.mark.parametrize("query", ["قوات", "القوات", "حزب العمال", '"معاهدة الدفاع"'])
def test_search_finds_the_users_document_and_marks_the_hit(khabar: KhabarText, query: str) -> None:
    found = rows(khabar, "search", query, "--language", "ar", "--json")

    assert any("<mark>" in row["snippet"] and row["title"] is None for row in found)


@pytest.mark.parametrize("query", ["", '"', "%", "\\", "((", "-", "x" * 10_000, "a & | ! b", "'; drop table"])
def test_no_query_makes_search_fail(khabar: KhabarText, query: str) -> None:
    khabar("search", "--json", "--", query)


def test_raw_prints_the_very_bytes(khabar: KhabarText) -> None:
    article = next(row for row in rows(khabar, "export", "articles") if row["language"] == "ar" and not row["title"])
    result = khabar("raw", str(article["article_id"]))

    assert sha256(result.encode()).digest() == sha256(USERS_DOCUMENT.read_bytes()).digest()


def test_raw_of_an_unknown_article_says_so(khabar: KhabarText) -> None:
    assert "there is no article 999999" in khabar("raw", "999999", code=2)


def test_export_filters_and_keeps_every_letter(khabar: KhabarText) -> None:
    table = list(csv.DictReader(io.StringIO(khabar("export", "facts", "--format", "csv"))))
    arabic = rows(khabar, "export", "articles", "--where", "language=ar")

    assert "أكدت اللجنة العسكرية المركزية لحزب العمال الحاكم النشر في بيان." in {row["text"] for row in table}
    assert {row["language"] for row in arabic} == {"ar"}


def test_export_writes_parquet(khabar: KhabarText, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    khabar("export", "articles", "--format", "parquet", "--output", str(tmp_path / "a.parquet"))

    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.num_rows == len(rows(khabar, "export", "articles"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "nothing"), "there is no view news.nothing"),
        (("export", "articles", "--where", "colour=red"), "news.articles has no column colour"),
        (("export", "articles", "--where", "red"), "a condition must be COLUMN=VALUE"),
    ],
)
def test_a_wrong_export_says_what_is_right(khabar: KhabarText, arguments: tuple[str, ...], sentence: str) -> None:
    assert sentence in " ".join(khabar(*arguments, code=2).split())


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("published_on=today morning", 'invalid input syntax for type date: "today morning"'),
        ("article_id=x", 'invalid input syntax for type bigint: "x"'),
        ("article_id=9999999999999999999", 'value "9999999999999999999" is out of range for type bigint'),
        ("uid=x", 'invalid input syntax for type uuid: "x"'),
        ("authors=x", 'malformed array literal: "x": Array value must start with "{" or dimension information.'),
    ],
)
def test_a_condition_that_is_no_value_of_its_column_is_one_sentence_without_sql(
    khabar: KhabarText, condition: str, sentence: str
) -> None:
    told = khabar("export", "--where", condition, code=2)

    assert told == f"error: the condition {condition} is not valid: {sentence}\n"


def test_rejected_lists_the_damaged_file_with_its_reason(khabar: KhabarText) -> None:
    found = rows(khabar, "rejected", "list", "--json")

    assert [(row["uri"], row["reason"]) for row in found] == [("truncated.html.gz", "truncated")]


def test_another_try_of_what_stays_damaged_rejects_it_again(khabar: KhabarText) -> None:
    khabar("rejected", "retry")

    assert rows(khabar, "rejected", "list", "--json")[0]["attempts"] == 2


def test_config_masks_secrets(khabar: KhabarText) -> None:
    shown = khabar("config", "show", "--json")

    assert json.loads(shown)["database_url"] == "**********"
    assert "KHABAR_DATABASE_URL = **********" in khabar("config", "show")
