"""Tables with a separator between their cells that hold no articles: refused by name."""

from itertools import zip_longest

import regex

from etl.parse.not_prose.sample import SAMPLE_CHARS, Sample
from etl.recognise import delimited_tables
from etl.recognise.running_text import is_running
from etl.words.characters import ends_sentence

NO_TEXTS = ", none of which looks like the texts of articles"
NO_TITLES = ", one of which contains sentences; if these are articles, name the columns: title, text, date ..."
SENTENCE_SHARE = 0.5  # of the lines; headlines and quotations end otherwise
RUNNING_SHARE = 0.5  # of the cells of a column
SHOWN_NAMES = 5  # of columns

_PAIR = regex.compile(r"([^\t]+)\t([^\t]+)$")


def delimited_table(sample: Sample) -> str | None:
    """The kind of a table whose rows have the same number of cells, with NO_TEXTS or NO_TITLES; or of its sentences."""
    table = delimited_tables.delimited_table(sample.head, is_whole=len(sample.text) <= SAMPLE_CHARS)
    if table is None:
        return None
    names = ", ".join(table.names[:SHOWN_NAMES]) + (", ..." if len(table.names) > SHOWN_NAMES else "")
    columns = zip_longest(*table.rows, fillvalue="")
    end = NO_TITLES if any(map(_is_of_texts, columns)) else NO_TEXTS
    return _sentences(sample) or table.kind + (f" ({names})" if names else "") + end


def _is_of_texts(column: tuple[str, ...]) -> bool:
    filled = [cell for cell in column if cell]
    return sum(map(is_running, filled)) > RUNNING_SHARE * len(filled)


def _sentences(sample: Sample) -> str | None:
    """The kind of a corpus of sentences: each with a number (Leipzig Corpora), or in pairs, such as translations."""
    pairs = [pair for pair in map(_PAIR.match, sample.lines) if pair is not None]
    ends = [(pair[1].isdigit(), ends_sentence(pair[1]), ends_sentence(pair[2])) for pair in pairs]
    least = max(1, SENTENCE_SHARE * len(sample.lines))
    if sum(number and second for number, _, second in ends) >= least:
        return "a list of numbered sentences"
    return "pairs of sentences, such as translations" if sum(one and two for _, one, two in ends) >= least else None
