"""Titles that a page declares: the outlet's name is cut from them, and nothing else."""

import pytest

from etl.parse.html.declared.titles import title_parts, without_last_part, without_outlet
from etl.words.folding import squashed

OUTLETS = frozenset(map(squashed, ["The Aldmoor Post", "南岭日报", "Le Monde", "Humanité", "پیک گلدشت"]))


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        (
            "Night shift: why - closed since May - it opens - The Aldmoor Post",
            "Night shift: why - closed since May - it opens",
        ),
        ("The Aldmoor Post: Night shift", "Night shift"),
        ("Le Monde — Titre", "Titre"),
        ("Titre|Le Monde", "Titre"),
        ("Titre (Le Monde)", "Titre"),
        ("Titre • Le Monde | Le Monde", "Titre"),
        ("山村小学_南岭日报", "山村小学"),
        ("山村小学-南岭日报", "山村小学"),
        ("南岭日报 » 科技 » 山村小学", "科技 » 山村小学"),
        ("قنات خشک | پیک گلدشت", "قنات خشک"),
    ],
)
def test_the_name_of_the_outlet_is_cut_at_either_end(declared: str, title: str) -> None:
    assert without_outlet(declared, OUTLETS) == title


@pytest.mark.parametrize(
    "title",
    [
        "Why I read Le Monde",
        "Inside l'Humanité",
        "An anti-Humanité campaign",
        "Le Monde's editor resigns",
        "Le Monde",
        "Titre – Le Monde – Politique",
        "Is it over? Le Monde",
    ],
)
def test_a_name_that_the_title_speaks_of_stays(title: str) -> None:
    assert without_outlet(title, OUTLETS) == title


def test_the_parts_of_a_title_are_between_signs_that_are_not_its_own() -> None:
    assert "nightshift" in title_parts("Culture | Night shift | The Aldmoor Post")
    assert "nightshiftaward" in title_parts("Night shift – Award | The Post")
    assert "award" not in title_parts("Night shift in the ward: award")


def test_the_last_part_is_cut_only_if_it_is_not_most_of_the_title() -> None:
    assert without_last_part("A bridge opens - County News") == "A bridge opens"
    assert (
        without_last_part("南岭日报 » 科技 » 山村小学用竹子搭出会呼吸的教室")
        == "南岭日报 » 科技 » 山村小学用竹子搭出会呼吸的教室"
    )
