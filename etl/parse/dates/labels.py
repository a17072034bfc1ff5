"""Read the label of a date at the start of a line."""

from etl.articles import DateKind
from etl.words.characters import is_unspaced
from etl.words.date_labels import dated_kind, find_date_label
from etl.words.openings import Opening

EDGE_SIGNS = " :：|,،;.·•-–—/\u200e\u200f"
LABEL_SIGNS = "*_="  # beside a label in Markdown or TOML


def split_label(text: str) -> tuple[DateKind | None, str]:
    """The kind of date that a known label at the start of the line names, and the line without the label.

    In scripts without spaces a sign, a space or a digit follows the label: the words for "published" also begin others.
    """
    label = find_date_label(text)
    kind = dated_kind(label.phrase) if label else None
    if label is None or kind is None or not _ends(label, text):
        return None, text
    return DateKind(kind), text[label.rest :].strip(EDGE_SIGNS + LABEL_SIGNS)


def _ends(label: Opening, text: str) -> bool:
    is_apart = label.rest > label.end or label.end == len(text)
    return is_apart or not is_unspaced(label.phrase[-1]) or text[label.end].isdecimal()
