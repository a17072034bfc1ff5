"""JSON-LD of pages, whole and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from etl.parse.html.declared.json_ld import article_object, read_json_ld, texts, with_references


def objects(script: str) -> list[dict[str, object]]:
    tree = html.document_fromstring("<html><head></head><body><p>x</p></body></html>")
    element = html.Element("script", type="application/ld+json")
    element.text = script
    head = tree.find("head")
    assert head is not None
    head.append(element)
    return read_json_ld(tree)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "A bridge"}',
        '[{"@type": "NewsArticle", "headline": "A bridge",}]',
        '{"@graph": [{"@type": "NewsArticle", "headline": "A bridge"}]}',
        '{"@type": "NewsArticle", "keywords": ["a", "b"], "headline": "A bridge"',
        '{"@graph": [{"@type": "NewsArticle", "headline": "A bridge"',
        '<!-- \n{"@type": "NewsArticle", "headline": "A bridge"}\n-->',
    ],
)
def test_broken_scripts_are_read_as_far_as_they_go(script: str) -> None:
    found = article_object(objects(script), (), ("A bridge",))

    assert texts(found.get("headline")) == ["A bridge"]


def test_a_single_article_counts_unless_its_url_or_headline_is_of_another() -> None:
    titled: dict[str, object] = {"@type": "NewsArticle", "headline": "Why the ferry returned at last"}
    other = titled | {"url": "https://a.example/news/bridge"}

    assert article_object([titled], (), ("A ferry of the old kind",)) == titled
    assert article_object([titled], (), ("Night boats return",)) == {}
    assert article_object([titled, other], (), ("A ferry of the old kind",)) == {}
    assert article_object([other], ("https://a.example/news/ferry",), ("A ferry of the old kind",)) == {}


def test_persons_are_found_by_their_ids_in_any_script() -> None:
    article: dict[str, object] = {"@type": "NewsArticle", "author": [{"@id": "#ann"}, {"@id": "#bo"}], "headline": "A"}
    persons: list[dict[str, object]] = [{"@id": "#ann", "name": "Ann Lee"}, {"@id": "#bo", "name": "Bo Ek"}]

    assert texts(with_references(article, [article, *persons])["author"]) == ["Ann Lee", "Bo Ek"]


@given(st.text(max_size=200, alphabet='{}[]",:\\ab \n'))
def test_no_script_raises(script: str) -> None:
    objects(script)
