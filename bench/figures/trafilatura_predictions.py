"""Predictions of trafilatura alone for the benchmarks of web pages."""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

import trafilatura
from lxml import etree

BLOCKS = ("p", "quote", "item", "row", "code", "ab")


def predict(pages: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the prediction for each page {id, data, url}.

    The first list counts as the facts, the description as the standfirst; headings split the text into sections.
    trafilatura gives only days, and no modified date.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for page in pages:
        found = trafilatura.bare_extraction(
            page["data"], url=page["url"], include_comments=False, with_metadata=True, deduplicate=False
        )
        yield {"id": page["id"], **(_fields(found) if found is not None else {})}


def _fields(found: Any) -> dict[str, Any]:
    sections = list(_sections(found.body))
    first_list = found.body.find(".//list") if found.body is not None else None
    texts = [text for section in sections for text in (section["heading"], *section["paragraphs"]) if text]
    return {
        "title": found.title,
        "authors": [name.strip() for name in (found.author or "").split(";") if name.strip()],
        "date": found.date,
        "published": found.date,
        "modified": None,
        "standfirst": found.description,
        "summary": [found.description] if found.description else [],
        "facts": [_text(item) for item in first_list.iter("item")] if first_list is not None else [],
        "sections": sections,
        "text": "\n".join(texts),
        "headings": [section["heading"] for section in sections if section["heading"]],
        "tags": found.tags,
        "canonical_url": found.url,
    }


def _sections(body: "etree._Element | None") -> Iterator[dict[str, Any]]:
    section: dict[str, Any] = {"heading": None, "paragraphs": []}
    for element in body.iter("head", *BLOCKS) if body is not None else ():
        if element.tag == "head":
            if section["heading"] or section["paragraphs"]:
                yield section
            section = {"heading": _text(element), "paragraphs": []}
        elif not any(around.tag in BLOCKS for around in element.iterancestors()) and (text := _text(element)):
            section["paragraphs"].append(text)
    yield section


def _text(element: "etree._Element") -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())
