"""What of an output of `khabar parse` is right: measure -> share, for one page or one text of bench/unseen/."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

Gold = Mapping[str, Any]
Output = Mapping[str, Any]
Scores = dict[str, float]

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`´‹›", "'") | {"\u00ad": ""})
NUMBER = re.compile(
    r"(?:[◆■●▼○▶]+\s*|(?:\d{1,2}|[IVX]{1,4}|[A-Za-z])[.)]\s+|\d{1,2}(?:\.\d{1,2})*\.?\s+|[一二三四五六七八九十]{1,2}[、.．]\s*"
    r"|第[一二三四五六七八九十\d]+[章节節]\s*|[０-９]+[．.、]\s*|§\s*\d+\s*)"
)
LABEL = re.compile(r"[^:：]{2,40}[:：]\s*")
OF_EXACT_TEXT = ("title", "facts", "summary", "sections", "authors", "published")
NOTHING: Output = {"title": None, "authors": [], "sections": [], "facts": [], "summary": []}


def page_scores(gold: Gold, outputs: Sequence[Output]) -> Scores:
    """The scores of a page; one that is no article has only "refused"."""
    if not gold["article"]:
        return {"refused": float(not outputs)}
    output = outputs[0] if outputs else NOTHING
    found = {
        "title": _same(gold["title"], output.get("title")),
        "authors": _authors(gold, output),
        "published": _is_day(gold["published"], output),
        "facts": f1(gold["facts"], output["facts"]),
        "headings": f1(gold["headings"], _headings(output), heading, gold.get("headings_optional", ())),
        "standfirst": _same(gold["standfirst"], output.get("standfirst")),
        "captions": _captions(gold, output),
        "corrections": _corrections(gold, output),
        "paragraphs": f1(gold["paragraphs"], _paragraphs(output), plain, gold.get("optional", ())),
        "junk out": _junk_out(gold, output),
    }
    whole = {"one article": float(len(outputs) == 1), **found}
    note = {"machine note": float(bool(output.get("ai_disclosure")))} if gold.get("ai_note") else {}
    return {**whole, "exact": float(all(share == 1 for share in whole.values())), **note}


def text_scores(gold: Gold, outputs: Sequence[Output]) -> Scores:
    """The scores of a plain text; "authors" and "published" only if the text says them."""
    output = outputs[0] if outputs else NOTHING
    said = gold.get("metadata") or {}
    expected = [_section(section) for section in gold["sections"]]
    paragraphs = [text for section in gold["sections"] for text in section["paragraphs"]]
    found = {
        "title": _same(gold["title"], output.get("title")),
        "facts": f1(gold["facts"], output["facts"]),
        "summary": _same(gold["summary"], " ".join(output["summary"]) or None),
        "headings": f1(_headings(gold), _headings(output), heading),
        "paragraphs": f1(paragraphs, _paragraphs(output)),
        "sections": float(expected == [_section(section) for section in output["sections"]]),
        **({"authors": _authors(said, output)} if "authors" in said else {}),
        **({"published": _is_day(said["published"], output)} if "published" in said else {}),
    }
    return {**found, "exact": float(len(outputs) == 1 and all(found.get(name, 1) == 1 for name in OF_EXACT_TEXT))}


def plain(text: str | None) -> str | None:
    """The text in NFC, with white space collapsed, straight quotation marks and no soft hyphens; None stays None."""
    if text is None:
        return None
    return " ".join(unicodedata.normalize("NFC", text).translate(QUOTES).split())


def heading(text: str | None) -> str | None:
    """The plain text of a heading without its number, sign and closing colon."""
    found = plain(text)
    return NUMBER.sub("", re.sub(r"\s*[:：]$", "", found), count=1).strip() if found is not None else None


def f1(
    gold: Sequence[str],
    found: Sequence[str],
    form: Callable[[str | None], str | None] = plain,
    optional: Sequence[str] = (),
) -> float:
    """F1 of two bags of strings in this form; 1 if both are empty. `optional` strings count neither way."""
    wanted, got = Counter(map(form, gold)), Counter(map(form, found))
    for text in optional:
        got.pop(form(text), None)
    total = wanted.total() + got.total()
    return 2 * (wanted & got).total() / total if total else 1.0


def _same(gold: str | None, found: str | None) -> float:
    return float(plain(gold) == plain(found))


def _authors(gold: Gold, output: Output) -> float:
    wanted, found = ({plain(name) for name in of.get("authors") or []} for of in (gold, output))
    optional = {plain(name) for name in gold.get("authors_optional") or []}
    return float(wanted <= found and found - wanted <= optional)


def _is_day(gold: str | None, output: Output) -> float:
    """Whether the day is that of the gold, in its own zone or in UTC."""
    found = output.get("published_on")
    if not gold:
        return float(not found)
    days = {gold[:10]}
    if len(gold) > len("2026-05-04") and (moment := datetime.fromisoformat(gold)).tzinfo is not None:
        days.add(moment.astimezone(UTC).date().isoformat())
    return float(found in days)


def _captions(gold: Gold, output: Output) -> float:
    others = {plain(other): caption for caption, of in gold.get("captions_alt", {}).items() for other in of}
    return f1(gold["captions"], [others.get(plain(text), text) for text in output.get("captions") or []])


def _corrections(gold: Gold, output: Output) -> float:
    found = output.get("corrections") or []
    return max(f1(gold["corrections"], found), f1(gold["corrections"], found, _without_label))


def _without_label(text: str | None) -> str | None:
    found = plain(text)
    label = LABEL.match(found) if found is not None else None
    return found[label.end() :] if found is not None and label is not None else found


def _junk_out(gold: Gold, output: Output) -> float:
    parts = [output.get("title") or "", output.get("standfirst") or "", *_headings(output), *_paragraphs(output)]
    parts += [text for name in ("facts", "summary", "corrections", "captions") for text in output.get(name) or []]
    everything = plain(" ".join(parts)) or ""
    return float(not any((plain(text) or "") in everything for text in gold["junk"]))


def _headings(output: Output) -> list[str]:
    return [section["heading"] for section in output["sections"] if section["heading"]]


def _paragraphs(output: Output) -> list[str]:
    return [text for section in output["sections"] for text in section["paragraphs"]]


def _section(section: Mapping[str, Any]) -> tuple[str | None, list[str | None]]:
    return heading(section["heading"]), [plain(text) for text in section["paragraphs"]]
