"""The language model: the probability of each language for a text, by codes of CLDR."""

from array import array
from functools import cache
from pathlib import Path
from typing import Any

import regex
import zstandard
from babel.core import get_global
from numpy.lib.format import read_array
from numpy.typing import NDArray
from py3langid.langid import LanguageIdentifier

MODEL = Path(__file__).with_name("model.zst")  # written by tools/language_model.py

NO_LANGUAGE = "zxx"  # the model's class for numbers, markup and codes

# Ancient languages (Greek, Hebrew) that the model confuses with the living ones; no news is written in them.
UNWANTED = frozenset({"grc", "hbo"})

# Varieties that the model distinguishes from the main language, but with too many errors.
FOLDED = {"sdh": "ckb", "ary": "ar", "arz": "ar", "uzs": "uz", "wuu": "zh", "yue": "zh"}

_ADDRESS = regex.compile(r"\b(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+")

_ADDRESS_SIGN = regex.compile(r"[@#]|://|www\.")


@cache
def load_identifier() -> LanguageIdentifier:
    """The language model of py3langid; loading takes a tenth of a second and 90 MB, once per process.

    A process that forks workers calls this first, so that they share the model. The package's own file has the same
    content, but takes half a second to load, because it is compressed with LZMA.
    """
    with MODEL.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
        scores, priors, labels, moves, rows, features = (read_array(stream, allow_pickle=False) for _ in range(6))
    return LanguageIdentifier(
        scores,
        priors,
        labels.tolist(),
        _as_array(moves),
        features.tolist(),
        norm_probs=True,
        tk_row=_as_array(rows),
    )


def clean(text: str, most: int) -> str:
    """The first `most` characters of a text without URLs, account names and hashtags, with white space folded."""
    text = text[: 8 * most]
    if _ADDRESS_SIGN.search(text):
        text = _ADDRESS.sub(" ", text)
    return " ".join(text.split())[:most]


def rank(text: str) -> dict[str, float]:
    """The probability of every language that the model knows, most likely first."""
    scores: dict[str, float] = {}
    for label, score in load_identifier().rank(text):
        language = canonical(label)
        scores[language] = scores.get(language, 0.0) + score
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def guess(text: str) -> tuple[str, float]:
    """The most likely language and its probability; takes a third of the time of rank()."""
    label, probability = load_identifier().classify(text)
    return canonical(label), float(probability)


@cache
def canonical(code: str) -> str:
    """The code that CLDR prefers, without script and region, and with FOLDED applied: `eng` is `en`, `iw` is `he`."""
    language = str(get_global("language_aliases").get(code, code)).partition("_")[0]
    return FOLDED.get(language, language)


def _as_array(numbers: NDArray[Any]) -> "array[int]":
    """The numbers as an array.array: the package reads them one by one, which is slow in numpy arrays."""
    values = array(numbers.dtype.char)
    values.frombytes(numbers.data.cast("B"))
    return values
