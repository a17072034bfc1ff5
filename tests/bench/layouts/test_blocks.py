"""The building blocks of layouts: every dimension is in both halves, and no block but a common one is in both."""

import random

import pytest

from bench.layouts.blocks import DIMENSIONS, HALVES, drawn, halves, words_of
from bench.layouts.words import languages


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_each_half_has_blocks_of_its_own_in_every_dimension(dimension: str) -> None:
    names = list(DIMENSIONS[dimension].blocks)
    split = halves(dimension, names)

    assert len(names) >= 7
    assert sorted([*split["write"], *split["measure"]]) == sorted(names)
    assert len(split["write"]) - len(split["measure"]) in (0, 1)
    assert set(DIMENSIONS[dimension].common).isdisjoint(names)


def test_the_split_depends_on_names_alone() -> None:
    names = ["-", "*", "•", "1.", "a)", "→"]

    assert halves("bullets", names) == halves("bullets", names[::-1])
    assert halves("bullets", names) == {"write": ["a)", "→", "•"], "measure": ["-", "1.", "*"]}


@pytest.mark.parametrize("half", HALVES)
def test_a_layout_is_drawn_from_its_half_alone(half: str) -> None:
    for seed in range(50):
        for dimension, name in drawn(half, random.Random(seed)).items():
            known = DIMENSIONS[dimension]
            assert name in (*known.common, *halves(dimension, list(known.blocks))[half])


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", ["facts", "summary", "topic", "genre"])
def test_labels_and_kickers_of_the_halves_differ(language: str, kind: str) -> None:
    write, measure = (words_of(half, language, kind) for half in HALVES)

    assert min(len(write), len(measure)) >= 3
    assert set(write).isdisjoint(measure)
