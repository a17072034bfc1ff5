"""Tables with a separator between their cells that hold no articles: refused by name."""

import regex

from etl.parse.not_prose.sample import SAMPLE_CHARS, Sample
from etl.recognise import delimited_tables
from etl.words.characters import ends_sentence

NO_TEXTS = ", but no column of article texts was found"
SENTENCE_SHARE = 0.5  # of the lines; headlines and quotations end otherwise

_PAIR = regex.compile(r"([^\t]+)\t([^\t]+)$")


def delimited_table(sample: Sample) -> str | None:
    """The kind of a table whose rows have the same number of cells; also of lists of sentences."""
    kind = delimited_tables.delimited_table(sample.head, is_whole=len(sample.text) <= SAMPLE_CHARS)
    return kind and (_sentences(sample) or kind + NO_TEXTS)


def _sentences(sample: Sample) -> str | None:
    """The kind of a corpus of sentences: each with a number (Leipzig Corpora), or in pairs, such as translations."""
    pairs = [pair for pair in map(_PAIR.match, sample.lines) if pair is not None]
    ends = [(pair[1].isdigit(), ends_sentence(pair[1]), ends_sentence(pair[2])) for pair in pairs]
    least = max(1, SENTENCE_SHARE * len(sample.lines))
    if sum(number and second for number, _, second in ends) >= least:
        return "a list of numbered sentences"
    return "pairs of sentences, such as translations" if sum(one and two for _, one, two in ends) >= least else None
