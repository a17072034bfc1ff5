"""The kinds of made damage are split by their names, and the half that measures shares nothing with the other."""

import random

import pytest

from bench.damage.halves import HALVES, half_of
from bench.damage.leftovers import leftovers
from bench.damage.slips import FORMS


def test_each_kind_is_in_one_half_by_its_name_alone() -> None:
    names = ["de", "en", "fr", "ar", "zh"]
    write, measure = (half_of("refusal", names, half) for half in HALVES)

    assert sorted([*write, *measure]) == sorted(names)
    assert write == half_of("refusal", names[::-1], "write")


def test_a_family_in_a_language_is_in_one_half_and_every_family_in_both() -> None:
    write, measure = ({row["kind"] for row in leftovers(half, {})} for half in HALVES)

    assert write.isdisjoint(measure)
    assert {kind.partition(":")[0] for kind in write} == {kind.partition(":")[0] for kind in measure}


@pytest.mark.parametrize("half", HALVES)
def test_a_mark_is_the_sentence_itself_also_behind_another(half: str) -> None:
    for row in leftovers(half, {"en": ["The river rose by two metres on Sunday night."]}):
        for flag in row["flags"]:
            assert row["text"][flag["start"] : flag["end"]] == flag["span"]


@pytest.mark.parametrize("form", FORMS)
def test_a_slipped_word_is_marked_where_it_was_put(form: str) -> None:
    sentence = "قال رئيس البلدية إن المشروع الجديد سوف يبدأ قريبا، وإن العمل سوف ينتهي قبل نهاية السنة."
    row = FORMS[form](random.Random(1), [sentence, sentence], ["bridge", "long-term"], "ar")

    assert row is not None
    paragraphs = row["text"].split("\n\n")
    for flag in row["flags"]:
        text = paragraphs[int(flag["where"][-2])]
        assert text[flag["start"] : flag["end"]] == flag["span"]
        assert flag["span"] not in sentence
