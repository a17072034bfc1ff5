"""Leave out the footer of a newsletter: why the reader gets it, and how to unsubscribe."""

from dataclasses import replace

from etl.articles import Body, Section
from etl.words.mail_phrases import mail_phrases

MAX_FOOTER_PARAGRAPHS = 6  # from the one with "unsubscribe" to the end
MAX_FOOTER_CHARS = 300  # of the paragraph with "unsubscribe"
_EDGES = " .,:;!|·•-–—()[]<>→»«\"'"


def without_newsletter_footer(body: Body) -> tuple[Body, int]:
    """The body without the footer at its end, and the number of its paragraphs that were left out."""
    places = [
        (section, paragraph) for section, each in enumerate(body.sections) for paragraph in range(len(each.paragraphs))
    ]
    last = places[1:][-MAX_FOOTER_PARAGRAPHS:]
    texts = [body.sections[section].paragraphs[paragraph].text for section, paragraph in last]
    first = next((number for number, text in enumerate(texts) if _is_footer(text)), None)
    if first is None:
        return body, 0
    section, paragraph = last[first]
    kept = replace(body.sections[section], paragraphs=body.sections[section].paragraphs[:paragraph])
    sections = (*body.sections[:section], *([kept] if _has_text(kept) else []))
    return replace(body, sections=sections), len(last) - first


def _is_footer(text: str) -> bool:
    said = " ".join(text.lower().split()).strip(_EDGES)
    phrases = tuple(mail_phrases("unsubscribe"))
    return len(said) <= MAX_FOOTER_CHARS and (said.startswith(phrases) or said.endswith(phrases))


def _has_text(section: Section) -> bool:
    """Whether a section keeps paragraphs; a heading above the footer alone belongs to it."""
    return bool(section.paragraphs)
