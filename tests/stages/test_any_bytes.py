"""Whatever its bytes, a document is an article or a refusal that somebody foresaw. A test per format."""

from dataclasses import replace

import pytest
from damaged import FEW, MANY, any_bytes, damaged
from fixture_types import MakeSettings
from hypothesis import given
from hypothesis import strategies as st
from oracle import check_document
from samples import documents_of_format

from etl.documents import Document
from etl.parse import FORMATS
from etl.settings import Settings

NAMES = [each.name for each in FORMATS]


@pytest.mark.parametrize("name", NAMES)
def test_every_format_has_a_valid_input(name: str) -> None:
    """A format without one is tested by nothing here: put one into tests/golden."""
    assert documents_of_format(name)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@FEW
def test_any_bytes_become_an_article_or_a_refusal(name: str, data: st.DataObject, settings: MakeSettings) -> None:
    _check(name, data, settings())


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@MANY
def test_any_bytes_become_an_article_or_a_refusal_with_many_examples(
    name: str, data: st.DataObject, settings: MakeSettings
) -> None:
    _check(name, data, settings())


def _check(name: str, data: st.DataObject, settings: Settings) -> None:
    """The document keeps what its container says of it: media type, charset, address."""
    document: Document = data.draw(st.sampled_from(documents_of_format(name)))
    others = [each.data for format_name in NAMES for each in documents_of_format(format_name)]
    changed = data.draw(any_bytes([document.data]) | damaged([document.data], others))
    document = replace(document, data=changed)
    first = check_document(document, settings)
    assert check_document(document, settings) == first
