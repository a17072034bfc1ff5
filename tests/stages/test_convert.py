"""A document becomes an article or a refusal; a refusal says where, why, and how it begins."""

import sys
from collections.abc import Callable
from hashlib import sha256

import pytest
from made import ORIGIN

from etl.articles import Article
from etl.documents import Document, Outcome, Refusal
from etl.errors import MalformedDocument
from etl.settings import Settings
from etl.stages.convert import PAGE, TEXT, convert, refuse

DOCUMENT = Document(origin=ORIGIN, data=b"<html>" + b"x" * 1000, name="a.html")
module = sys.modules["etl.stages.convert"]


def test_a_refused_document_says_all_that_is_known_of_it() -> None:
    assert refuse(DOCUMENT, "timeout", "not done") == Refusal(
        origin=ORIGIN,
        outcome=Outcome.REJECTED,
        reason="timeout",
        detail="not done",
        head=DOCUMENT.data[:200],
        sha256=sha256(DOCUMENT.data).digest(),
        format="html",
    )


def fail(error: Exception) -> None:
    raise error


def fail_elsewhere(error: Exception) -> None:
    raise error


def detail_of(
    monkeypatch: pytest.MonkeyPatch, error: Exception, way: Callable[[Exception], None] = fail
) -> tuple[str, str]:
    monkeypatch.setattr(module, "parse_document", lambda document, settings: way(error))
    result = convert(DOCUMENT, Settings())
    assert isinstance(result, Refusal)
    return result.reason, result.detail


def test_a_fault_that_nobody_foresaw_costs_one_document_and_has_the_same_name_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reason, detail = detail_of(monkeypatch, ValueError("of one"))
    _, same = detail_of(monkeypatch, ValueError("of another"))
    _, elsewhere = detail_of(monkeypatch, ValueError("of one"), fail_elsewhere)
    _, another = detail_of(monkeypatch, KeyError("of one"))

    words, _, name = detail.removesuffix("]").partition(" [")
    assert (reason, words) == ("parser_error", "ValueError: of one")
    assert (len(name), int(name, 16) > 0) == (12, True)
    assert same == f"ValueError: of another [{name}]"
    assert name not in elsewhere
    assert name not in another


def test_a_fault_that_a_parser_foresaw_has_its_own_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    assert detail_of(monkeypatch, MalformedDocument("no end")) == ("malformed", "no end")


def test_memory_that_is_used_up_is_not_the_documents_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parse_document", lambda document, settings: fail(MemoryError()))

    with pytest.raises(MemoryError):
        convert(DOCUMENT, Settings())


@pytest.mark.parametrize(("sample", "form"), [(TEXT, "text"), (PAGE, "html")])
def test_what_is_prepared_goes_all_the_way(sample: Document, form: str) -> None:
    """A sample that is refused would leave to each worker what is to be loaded before."""
    article = convert(sample, Settings())

    assert isinstance(article, Article)
    assert (article.format, article.language) == (form, "en")
    assert article.body.title is not None
    assert article.authors == ("Ann Lee",)
    assert article.dates
