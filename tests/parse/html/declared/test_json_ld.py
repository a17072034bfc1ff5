"""JSON-LD of pages, whole and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from etl.parse.html.declared.json_ld import article_object, read_json_ld, texts


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


@given(st.text(max_size=200, alphabet='{}[]",:\\ab \n'))
def test_no_script_raises(script: str) -> None:
    objects(script)
