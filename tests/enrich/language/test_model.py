"""The language model is that of the installed package."""

import numpy
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from etl.enrich.language.model import UNWANTED, load_identifier


def test_the_model_is_that_of_the_package_without_the_languages_that_are_not_wanted() -> None:
    """If this fails, py3langid has another model: run `python tools/language_model.py`."""
    theirs = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    theirs.set_languages([label for label in theirs.labels if label not in UNWANTED])
    ours = load_identifier()

    assert ours.nb_classes == theirs.nb_classes
    assert numpy.array_equal(ours.nb_ptc, theirs.nb_ptc)
    assert numpy.array_equal(ours.nb_pc, theirs.nb_pc)
    assert ours.tk_nextmove == theirs.tk_nextmove
    assert ours.tk_row == theirs.tk_row
    assert ours.tk_output == theirs.tk_output
