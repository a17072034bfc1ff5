"""Whatever the parts of an office file contain, each unit has an outcome.

A package that is changed as a whole only tests its checksums, so its parts are changed and packed again.
"""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from archives import make_zip
from damaged import FEW, MANY, any_bytes, damaged
from fixture_types import MakeSettings
from hypothesis import given
from hypothesis import strategies as st
from oracle import check_file
from samples import Sample, samples_of_container

from etl.settings import Settings

NAMES = ("xlsx", "docx", "rtf")


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@FEW
def test_any_bytes_inside_have_an_outcome(
    name: str, data: st.DataObject, tmp_path: Path, settings: MakeSettings
) -> None:
    _check(name, data, tmp_path, settings())


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@MANY
def test_any_bytes_inside_have_an_outcome_with_many_examples(
    name: str, data: st.DataObject, tmp_path: Path, settings: MakeSettings
) -> None:
    _check(name, data, tmp_path, settings())


def _check(name: str, data: st.DataObject, folder: Path, settings: Settings) -> None:
    sample: Sample = data.draw(st.sampled_from(samples_of_container(name)))
    path = folder / sample.name
    path.write_bytes(_changed(sample.data, data) if sample.data.startswith(b"PK") else _damaged(sample.data, data))
    check_file(path, settings)


def _changed(package: bytes, data: st.DataObject) -> bytes:
    """The package with other bytes in one of its parts."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = data.draw(st.sampled_from(sorted(parts)))
    parts[chosen] = _damaged(parts[chosen], data, others=list(parts.values()))
    return make_zip(list(parts.items()))


def _damaged(valid: bytes, data: st.DataObject, others: list[bytes] | None = None) -> bytes:
    changed: bytes = data.draw(any_bytes([valid]) | damaged([valid], others or [valid]))
    return changed
