"""The language of an article: told from its text, with what its document declares as evidence."""

from dataclasses import dataclass, replace
from functools import cache

import regex
from babel import Locale
from babel.core import get_global
from py3langid.langid import (  # type: ignore[import-untyped]  # the package has no type hints
    MODEL_FILE,
    LanguageIdentifier,
)

from etl.documents import Article, QualityIssue, Severity
from etl.enrich.places import walk_body

SAMPLE_CHARS = 800  # more text costs time and does not change the answer
SURE = 0.7  # probability from which the text overrules the declaration
LIKELY = 0.5  # probability from which the text alone gives a language
RULED_OUT = 0.05  # a declared language with less than this share of the best one's probability is not believed

NO_LANGUAGE = "zxx"  # the detector's class for numbers, markup and codes

# Ancient languages that living ones are taken for; nobody writes news in them.
UNWANTED = frozenset({"grc", "hbo"})

# Parts of a larger language of ISO 639-3 that the detector tells from it, but too often wrongly.
FOLDED = {"ary": "ar", "arz": "ar", "uzs": "uz", "wuu": "zh", "yue": "zh"}

# Written so much alike that the text does not tell them apart: the declaration does.
TWINS = (frozenset({"bs", "cnr", "hr", "sr"}), frozenset({"id", "ms"}), frozenset({"nb", "nn", "no"}))

_ADDRESS = regex.compile(r"\b(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+")
_LETTER = regex.compile(r"\p{L}")
_SUBTAG = regex.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class _Finding:
    """A language, its probability, and why it is not certain."""

    language: str | None
    confidence: float | None
    doubt: str | None = None


def detect_language(article: Article) -> Article:
    """Return the article with its language and the probability that its text is in it.

    The language is a primary subtag of BCP 47, or None where neither the text nor a believable
    declaration tells it. The confidence is None where the language is only declared. What is not
    certain has an issue `language_doubtful`, what is not known `language_missing`.
    """
    text = _sample(article)
    if _LETTER.search(text):
        finding = _choose(_score(text), _read_declaration(article.language_declared))
    else:
        finding = _Finding(None, None, "no letters")
    return replace(
        article,
        language=finding.language,
        language_confidence=None if finding.confidence is None else round(finding.confidence, 2),
        quality_issues=article.quality_issues + _issues(finding),
    )


@cache
def load_identifier() -> LanguageIdentifier:
    """The language model, from the package's own files: 0.6 seconds and 90 MB, once per process.

    A process that forks workers calls it before, so that they share it.
    """
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if label not in UNWANTED])
    return identifier


def _sample(article: Article) -> str:
    """The first SAMPLE_CHARS of the body, without addresses, account names and hashtags."""
    pieces: list[str] = []
    missing = SAMPLE_CHARS
    for _, block in walk_body(article):
        piece = " ".join(_ADDRESS.sub(" ", block.text[: 8 * SAMPLE_CHARS]).split())
        pieces.append(piece[:missing])
        missing -= len(pieces[-1]) + 1
        if missing <= 0:
            break
    return " ".join(pieces)


def _score(text: str) -> dict[str, float]:
    """The probability of every language the model knows, most likely first."""
    scores: dict[str, float] = {}
    for label, score in load_identifier().rank(text):
        language = _canonical(label)
        scores[language] = scores.get(language, 0.0) + score
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


@cache
def _canonical(code: str) -> str:
    """The code that CLDR prefers, without a script or region, and FOLDED: `eng` is `en`, `iw` is `he`."""
    language = str(get_global("language_aliases").get(code, code)).partition("_")[0]
    return FOLDED.get(language, language)


def _read_declaration(declared: str | None) -> str | None:
    """The primary subtag of a declared language, None if it names none that CLDR knows."""
    subtag = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    if not _SUBTAG.fullmatch(subtag):
        return None
    language = _canonical(subtag)
    return language if language in _languages() else None


@cache
def _languages() -> frozenset[str]:
    """Every language that has a name in CLDR, less its codes for none, many and unknown."""
    return frozenset(Locale("en").languages) - {NO_LANGUAGE, "mis", "mul", "und"}


def _choose(scores: dict[str, float], declared: str | None) -> _Finding:
    """Weigh the text against the declaration."""
    detected, confidence = next(iter(scores.items()))
    alike = next((twins for twins in TWINS if detected in twins), frozenset({detected}))
    if declared is None:
        return _trust_text(detected, confidence)
    if declared in alike:
        return _Finding(declared, sum(scores.get(language, 0.0) for language in sorted(alike)))
    if declared not in scores:
        return _Finding(declared, None, f"declared only; the text looks like {detected}")
    if confidence >= SURE or scores[declared] < RULED_OUT * confidence:
        return _trust_text(detected, confidence, contradicts=declared)
    return _Finding(declared, scores[declared], f"declared; the text looks like {detected}")


def _trust_text(detected: str, confidence: float, contradicts: str | None = None) -> _Finding:
    """Believe the text alone, as far as it goes."""
    if detected == NO_LANGUAGE or confidence < LIKELY:
        return _Finding(None, None, f"the text is too short or mixed; nearest {detected}, {confidence:.2f}")
    if contradicts:
        return _Finding(detected, confidence, f"declared {contradicts}")
    return _Finding(detected, confidence, None if confidence >= SURE else "the text leaves room for others")


def _issues(finding: _Finding) -> tuple[QualityIssue, ...]:
    """The issue that goes with a doubt."""
    if finding.doubt is None:
        return ()
    rule = "language_doubtful" if finding.language else "language_missing"
    return (QualityIssue(rule=rule, severity=Severity.INFO, place="article", evidence=finding.doubt),)
