"""The language model: the probability of each language for a text, by codes of CLDR."""

from functools import cache

import regex
from babel.core import get_global
from py3langid.langid import MODEL_FILE, LanguageIdentifier

NO_LANGUAGE = "zxx"  # the model's class for numbers, markup and codes

# Ancient languages (Greek, Hebrew) that the model confuses with the living ones; no news are written in them.
UNWANTED = frozenset({"grc", "hbo"})

# Varieties that the model distinguishes from the main language, but with too many errors.
FOLDED = {"sdh": "ckb", "ary": "ar", "arz": "ar", "uzs": "uz", "wuu": "zh", "yue": "zh"}

_ADDRESS = regex.compile(r"\b(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+")

_ADDRESS_SIGN = regex.compile(r"[@#]|://|www\.")


@cache
def load_identifier() -> LanguageIdentifier:
    """The language model, from the package's own files; loading takes 0.6 seconds and 90 MB, once per process.

    A process that forks workers calls this first, so that they share the model.
    """
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if label not in UNWANTED])
    return identifier


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
