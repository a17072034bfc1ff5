"""bench/floors.json: what is measured, and how the table of `make bench-parse` judges it."""

import re

import pytest

from bench import measures, table


def test_every_measure_has_its_own_name_and_patterns_with_one_figure() -> None:
    every = [measure for of_script in measures.load().values() for measure in of_script]
    patterns = [pattern for m in every for pattern in (m.pattern, m.theirs) if pattern is not None]

    assert len({measure.name for measure in every}) == len(every) > 40
    assert {re.compile(pattern).groups for pattern in patterns} == {1}


def test_an_aim_is_no_easier_than_what_must_be_reached() -> None:
    every = [measure for of_script in measures.load().values() for measure in of_script]

    assert [m.name for m in every if m.aim is not None and m.must is not None and not m.is_good(m.aim, m.must)] == []


@pytest.mark.parametrize(
    ("figure", "lower", "verdict"),
    [(0.5, False, "missed"), (0.8, False, "met"), (0.95, False, "aim"), (0.95, True, "missed"), (0.8, True, "met")],
)
def test_a_figure_is_judged_by_what_must_be_reached(figure: float, lower: bool, verdict: str) -> None:
    aim = 0.1 if lower else 0.9
    measure = measures.Measure(
        name="a: b", script="x.py", pattern="(.)", floor=None, must=0.8, aim=aim, lower=lower, is_shown=True
    )

    assert table.Row(measure=measure, ours=figure).verdict == verdict


def test_the_figures_are_read_from_what_a_script_prints() -> None:
    measure = measures.Measure(
        name="a: b", script="x.py", pattern=r"ALL .*? F1 ([\d.]+)", floor=0.5, theirs=r"(?s)theirs.*?F1 ([\d.]+)"
    )
    output = "ALL  n= 3  P 0.8  R 0.9  F1 0.850\ntheirs\nALL  F1 0.700\n"

    assert (measure.figure(output), measure.their_figure(output)) == (0.85, 0.7)
    assert measure.figure("nothing") is None
