"""Remove what the sender did not write from a plain text mail: quotations, signatures, the mail that it answers."""

from collections import Counter
from dataclasses import dataclass

import regex

from etl.words.folding import squashed
from etl.words.mail_phrases import mail_phrases

MAX_SIGNATURE_LINES = 12
MAX_FOOTER_LINES = 8
MAX_ATTRIBUTION_LINES = 3
MAX_FIELD_LINES = 40
MIN_FIELDS = 3  # consecutive fields with which an answered mail begins
MIN_TIMES_LONGER = 4  # than the text above it is a forwarded text that is taken as the article

_QUOTED = regex.compile(r"[ ]?(?:[|:][ ]?)?>(?!From )")
_FROM = regex.compile(r">From ")  # how mailboxes escape "From " at the start of a line
_SIGNATURE = regex.compile(r"--[ \u00a0]?$")
_RULE = regex.compile(r"\s*[-_=*~–—]{20,}\s*$")
# "-----Original Message-----", "---------- Forwarded message ---------", in any language.
_DIVIDER = regex.compile(r"\s*[-_=]{3,}\s*\p{L}[^-=\n]{0,60}?\s*[-_=]{3,}\s*:?$")
_FIELD = regex.compile(r"\s*[*_]{0,2}\p{L}[\p{L}\p{M} .'-]{0,24}[*_]{0,2}\s?[:：][*_]{0,2}\s+\S")
_ADDRESS = regex.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.\p{L}")
_LINK = regex.compile(r"https?://|www\.|@")
_DATED = regex.compile(r"\p{Nd}{1,4}[./-]\p{Nd}|\p{Nd}{1,2}[:.]\p{Nd}{2}|\b\p{Nd}{4}\b|年")
_UUENCODED = regex.compile(r"begin [0-7]{3,4} \S.*$|=ybegin .*$")
_END_OF_UUENCODED = regex.compile(r"end$|=yend .*$")
_ARMOUR = regex.compile(r"-----BEGIN PGP (SIGNED MESSAGE|SIGNATURE|PUBLIC KEY BLOCK|MESSAGE)-----\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """The text that the sender wrote or forwarded, and the number of lines left out, by kind."""

    text: str
    left: Counter[str]
    is_forwarded: bool = False


def own_text(text: str, *, subject: str, is_forwarded: bool) -> OwnText:
    """The text without quotations, signature, the answered mail and files encoded as text.

    `subject` is the title of the mail. If nothing is above the forwarded mail, or little and `is_forwarded`, the text
    of that mail without its fields is returned. If the text is only a quotation, the quotation is returned.
    """
    left: Counter[str] = Counter()
    lines = _without_armour(_without_files(text.splitlines(), left), left)
    start, end = _answered(lines, subject)
    if start is not None and _is_article(lines[:start], lines[end:], is_forwarded=is_forwarded):
        left["forwarding"] += _count(lines[:end])
        inner = own_text("\n".join(lines[end:]), subject=subject, is_forwarded=False)
        return OwnText(text=inner.text, left=left + inner.left, is_forwarded=True)
    if start is not None:
        left["answered mail"] += _count(lines[start:])
        lines = lines[:start]
    own = _without_quotations(_without_signature(_without_footer(lines, left), left), left)
    if not _letters(own) and (unquoted := [_QUOTED.sub("", line, count=1).strip() for line in lines]):
        return OwnText(text="\n".join(unquoted), left=Counter(), is_forwarded=True)
    return OwnText(text="\n".join(own), left=left)


def _without_files(lines: list[str], left: Counter[str]) -> list[str]:
    """The lines outside uuencoded and yEnc files; a file without an end line extends to the end of the text."""
    kept: list[str] = []
    is_inside = False
    for line in lines:
        if not is_inside and _UUENCODED.match(line):
            is_inside, left["encoded files"] = True, left["encoded files"] + 1
        elif is_inside:
            is_inside = _END_OF_UUENCODED.match(line) is None
        else:
            kept.append(line)
    return kept


def _without_armour(lines: list[str], left: Counter[str]) -> list[str]:
    """The lines that PGP has signed, without its own (RFC 9580, 7)."""
    starts = {number: match[1] for number, line in enumerate(lines) if (match := _ARMOUR.match(line))}
    if not starts:
        return lines
    left["PGP"] += len(starts)
    kept: list[str] = []
    skipping = ""
    for number, line in enumerate(lines):
        if number in starts:
            skipping = starts[number]
        elif skipping == "SIGNED MESSAGE":
            skipping = skipping if line.strip() else ""
        elif skipping:
            skipping = "" if line.startswith("-----END PGP ") else skipping
        else:
            kept.append(line.removeprefix("- "))
    return kept


def _answered(lines: list[str], subject: str) -> tuple[int | None, int]:
    """The index of the first line of the answered or forwarded mail, or None, and of the line after its fields."""
    passed = 0  # the lines that are known for fields of something else
    for start, line in enumerate(lines):
        is_divider = _DIVIDER.match(line) is not None
        if start < passed or not (is_divider or _RULE.match(line) or _FIELD.match(line)):
            continue
        fields = _fields_end(lines, start if _FIELD.match(line) else start + 1)
        if fields is not None and (is_divider or _is_header(lines[start:fields], subject)):
            return start, fields
        passed = fields or passed
    return None, len(lines)


def _fields_end(lines: list[str], start: int) -> int | None:
    """The index of the line after at least MIN_FIELDS fields; None if there are fewer.

    Blank lines before them are skipped, and a field may continue on indented lines.
    """
    last = min(len(lines), start + MAX_FIELD_LINES)
    while start < last and not lines[start].strip():
        start += 1
    end, count = start, 0
    while end < last and lines[end].strip():
        is_field = _FIELD.match(lines[end]) is not None
        if not is_field and (not count or not lines[end].startswith((" ", "\t"))):
            break
        count, end = count + is_field, end + 1
    return end if count >= MIN_FIELDS else None


def _is_header(fields: list[str], subject: str) -> bool:
    """Whether fields are those of a mail: one of them has an address or ends with the subject."""
    values = [line.replace("：", ":").partition(":")[2].strip() for line in fields]
    wanted = squashed(subject)
    return any(_ADDRESS.search(value) or (wanted and squashed(value).endswith(wanted)) for value in values)


def _is_article(above: list[str], below: list[str], *, is_forwarded: bool) -> bool:
    own, forwarded = _letters(above), _letters(below)
    return not own or (is_forwarded and forwarded > MIN_TIMES_LONGER * own)


def _without_signature(lines: list[str], left: Counter[str]) -> list[str]:
    """The lines above the last "-- " (RFC 3676, 4.3), if few lines follow it; otherwise all lines."""
    start = max((number for number, line in enumerate(lines) if _SIGNATURE.match(line)), default=None)
    if start is None or not _letters(lines[:start]) or _count(lines[start:]) > MAX_SIGNATURE_LINES + 1:
        return lines
    left["signature"] += _count(lines[start:])
    return lines[:start]


def _without_footer(lines: list[str], left: Counter[str]) -> list[str]:
    """The lines above the footer of a mailing list: a rule and a few lines with a URL or mail address."""
    start = max((number for number, line in enumerate(lines) if _RULE.match(line)), default=None)
    if start is None or not _letters(lines[:start]):
        return lines
    footer = lines[start + 1 :]
    if _count(footer) > MAX_FOOTER_LINES or not any(map(_LINK.search, footer)):
        return lines
    left["footer"] += _count(lines[start:])
    return lines[:start]


def _without_quotations(lines: list[str], left: Counter[str]) -> list[str]:
    kept: list[str] = []
    was_quoted = False
    for line in lines:
        is_quoted = _QUOTED.match(line) is not None
        if is_quoted and not was_quoted:
            _drop_attribution(kept, left)
        left["quotation"] += is_quoted
        kept += [] if is_quoted else [_FROM.sub("From ", line) if _FROM.match(line) else line]
        was_quoted = is_quoted
    return kept


def _drop_attribution(kept: list[str], left: Counter[str]) -> None:
    """Drop the attribution above a quotation: "On Monday, Ann Lee wrote:"."""
    end = len(kept)
    while end and len(kept) - end < MAX_ATTRIBUTION_LINES and not kept[end - 1].strip():
        end -= 1
    start = end
    while start and end - start <= MAX_ATTRIBUTION_LINES and kept[start - 1].strip():
        start -= 1
    said = " ".join(kept[start:end]).strip()
    if end - start > MAX_ATTRIBUTION_LINES or not said.endswith((":", "：")):
        return
    words = said.rstrip(":： ").lower()
    if _ADDRESS.search(said) or _DATED.search(said) or words.endswith(tuple(mail_phrases("attribution"))):
        left["quotation"] += end - start
        del kept[start:]


def _count(lines: list[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


def _letters(lines: list[str]) -> int:
    return sum(character.isalpha() for line in lines for character in line)
