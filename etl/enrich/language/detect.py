"""The language of an article, from its text and from the language that its document declares."""

from dataclasses import dataclass, replace
from functools import cache

import regex
from babel import Locale

from etl.article_blocks import walk_prose
from etl.articles import Article, QualityIssue, QualityRule, Severity
from etl.enrich.language.close_languages import tell, twins_of, with_script
from etl.enrich.language.model import NO_LANGUAGE, canonical, clean, rank

LANGUAGE_DOUBTFUL = QualityRule("language_doubtful", Severity.INFO)
LANGUAGE_MISSING = QualityRule("language_missing", Severity.INFO)
SAMPLE_CHARS = 800  # for the model: more text costs time and does not change the answer
MARKED_CHARS = 4000  # for the rare words and letters that distinguish similar languages
SURE = 0.7  # minimum probability with which the text overrules the declaration
LIKELY = 0.5  # minimum probability with which the text alone determines the language
RULED_OUT = 0.05  # a declared language with less than this share of the best probability is not believed
POSSIBLE = 0.02  # minimum probability of a similar language that its own words and letters can confirm

_LETTER = regex.compile(r"\p{L}")
_SUBTAG = regex.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class _Finding:
    """A language, its probability, and why it is not certain."""

    language: str | None
    confidence: float | None
    doubt: str | None = None


def detect_language(article: Article) -> Article:
    """The article with its language, and the probability (0 to 1) that its text is in that language.

    The language is a primary subtag of BCP 47, with the script if that is not the usual one (zh-Hant, sr-Latn). It is
    None if neither the text nor a credible declaration determines it. The confidence is None if the language is only
    declared. An uncertain language has an issue `language_doubtful`, an unknown one `language_missing`.
    """
    text = _sample(article, MARKED_CHARS)
    if _LETTER.search(text):
        finding = _choose(text, _read_declaration(article.language_declared))
    else:
        finding = _Finding(None, None, "no letters")
    language = finding.language and with_script(finding.language, text, article.language_declared)
    return replace(
        article,
        language=language,
        language_confidence=None if finding.confidence is None else round(min(1.0, finding.confidence), 2),
        quality_issues=article.quality_issues + _issues(finding),
    )


def _sample(article: Article, most: int) -> str:
    """The beginning of the body, at most this many characters, without URLs, account names and hashtags."""
    pieces: list[str] = []
    missing = most
    for _, block in walk_prose(article.body):
        pieces.append(clean(block.text, missing))
        missing -= len(pieces[-1]) + 1
        if missing <= 0:
            break
    return " ".join(pieces)


def _read_declaration(declared: str | None) -> str | None:
    """The primary subtag of a declared language; None if CLDR does not know it."""
    subtag = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    if not _SUBTAG.fullmatch(subtag):
        return None
    language = canonical(subtag)
    return language if language in _languages() else None


@cache
def _languages() -> frozenset[str]:
    """Every language that has a name in CLDR, without the codes for no, several and unknown languages."""
    return frozenset(Locale("en").languages) - {NO_LANGUAGE, "mis", "mul", "und"}


def _choose(text: str, declared: str | None) -> _Finding:
    """The language that text and declaration together support best."""
    scores = rank(text[:SAMPLE_CHARS])
    detected, confidence = next(iter(scores.items()))
    alike = twins_of(detected)
    if declared in alike:
        return _Finding(declared, sum(scores.get(language, 0.0) for language in sorted(alike)))
    told = tell(text, detected)
    if told and told != detected and (told in alike or scores.get(told, 0.0) >= POSSIBLE):
        confidence = max(confidence, scores.get(told, 0.0) + scores[detected])
        detected = detected if detected == "no" and told == "nb" else told
    if declared is None:
        return _trust_text(detected, confidence, alike=None if told else alike)
    if declared not in scores:
        return _Finding(declared, None, f"declared only; the text looks like {detected}")
    if declared == detected:
        return _Finding(declared, confidence)
    if confidence >= SURE or scores[declared] < RULED_OUT * confidence:
        return _trust_text(detected, confidence, contradicts=declared)
    return _Finding(declared, scores[declared], f"declared; the text looks like {detected}")


def _trust_text(
    detected: str, confidence: float, contradicts: str | None = None, alike: frozenset[str] | None = None
) -> _Finding:
    """The finding from the text alone."""
    if detected == NO_LANGUAGE or confidence < LIKELY:
        return _Finding(None, None, f"the text is too short or mixed; nearest {detected}, {confidence:.2f}")
    if contradicts:
        return _Finding(detected, confidence, f"declared {contradicts}")
    if alike and len(alike) > 1 and detected != "no":
        return _Finding(detected, confidence, f"similar languages: {', '.join(sorted(alike))}")
    return _Finding(detected, confidence, None if confidence >= SURE else "the text may be in another language")


def _issues(finding: _Finding) -> tuple[QualityIssue, ...]:
    """The issue for a doubt, if there is one."""
    if finding.doubt is None:
        return ()
    rule = LANGUAGE_DOUBTFUL if finding.language else LANGUAGE_MISSING
    return (rule.issue(evidence=finding.doubt),)
