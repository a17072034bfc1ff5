"""Whatever its bytes, a file is read into units with places of their own, the same each time. A test per container."""

from pathlib import Path

import pytest
from damaged import FEW, MANY, any_bytes, damaged
from fixture_types import MakeSettings
from hypothesis import given
from hypothesis import strategies as st
from oracle import check_reading
from samples import Sample, samples, samples_of_container

from etl.ingest import CONTAINERS
from etl.settings import Settings

NAMES = [container.name for container in CONTAINERS]


@pytest.mark.parametrize("name", NAMES)
def test_every_container_has_a_valid_input(name: str) -> None:
    """A container without one is tested by nothing here: put one into seeds/, or into tests/samples.py."""
    assert samples_of_container(name)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@FEW
def test_any_bytes_are_units_of_a_file(name: str, data: st.DataObject, tmp_path: Path, settings: MakeSettings) -> None:
    _check(name, data, tmp_path, settings())


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@MANY
def test_any_bytes_are_units_of_a_file_with_many_examples(
    name: str, data: st.DataObject, tmp_path: Path, settings: MakeSettings
) -> None:
    _check(name, data, tmp_path, settings())


def _check(name: str, data: st.DataObject, folder: Path, settings: Settings) -> None:
    """The file is called like the sample: also a name decides what reads it."""
    sample: Sample = data.draw(st.sampled_from(samples_of_container(name)))
    others = [each.data for each in samples()]
    path = folder / sample.name
    path.write_bytes(data.draw(any_bytes([sample.data]) | damaged([sample.data], others)))
    check_reading(path, settings)
