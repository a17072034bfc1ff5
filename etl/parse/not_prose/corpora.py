"""Annotated corpora, and data computed from corpora: tagged words, trees, word lists, vectors."""

from itertools import islice, pairwise

import regex

from etl.parse.not_prose.sample import Sample

LINE_SHARE = 0.9
MIN_TOKENS = 10  # lines
MIN_STOPS = 2  # lines with only a punctuation mark
MIN_TAGGED = 6  # lines or words
MIN_LEAVES = 3  # of a tree
MIN_WORDS = 30  # lines of a list in alphabetical order; some poems are in that order, too
MIN_LINES = 3
MIN_COUNTS = 20  # lines; the scorers of a league are fewer

_TOKEN = regex.compile(r"\S{1,40}$")
_WORD = regex.compile(r"[\p{L}\p{M}'’-]+$")
_STOP = regex.compile(r"[.,;:!?()\"“”„«»。、，]{1,2}$")
# Perhaps a number, a word, and its tags: "ferry NN ferry", "Port B-LOC"; formats of CoNLL, TreeTagger, VRT.
_TAG = r"(?:[A-Z$][A-Z0-9$:.+_-]{0,14}|[$.,:()`'_-]{1,3})(?:=\S+)?"
_TAGGED_LINE = regex.compile(rf"(?:\d+\s)?(\S+)(?:[ \t]\S+){{0,7}}?[ \t]{_TAG}(?:[ \t]\S+){{0,7}}$|</?\w[^<>]*>$|\# ")
_TAGGED_WORD = regex.compile(r"\S+[/_][A-Za-z$.,:;()`'\"-]{1,8}\*?$")
# Ten columns, the first a number, and comments: https://universaldependencies.org/format.html
_CONLLU = regex.compile(r"\d+(?:[-.]\d+)?(?:\t[^\t]+){9}$|\# ")
# Words, perhaps with tags after tabs, between tags of XML: https://cwb.sourceforge.io
_TAG_LINE = regex.compile(r"</?\w[^<>]*>$")
_WORD_LINE = regex.compile(r"[^\s<>]{1,40}(?:\t[^\t<>]*)*$")
_MARK_LINE = regex.compile(r"(?:\d+\s)?[.,;:!?()\"“”„«»。、，]{1,2}[ \t]\S")
_ROOT = regex.compile(r"\s*\((?:[A-Z][\w-]*)?\s*\([A-Z]")
_LEAF = regex.compile(r"\([A-Z$.,:-]+ [^()\s]+\)")
_COUNT = regex.compile(r"(\d+)\s+\S+(?: \S+){0,4}$")
_NUMBERS = regex.compile(r"[-+]?\d[-+\d.,;eE\s]*$")
_VECTOR = regex.compile(r"\S+(?:\s(?:-?\d+\.\d+(?:e-?\d+)?)){4,}$|[-+]?\d+(?:\s\d+:-?\d+(?:\.\d+)?)+$")


def tokens(sample: Sample) -> str | None:
    """The kind of a corpus with one token per line, with or without tags; unlike lists of names, it has punctuation."""
    lines = sample.lines
    has_rows = len(lines) >= MIN_TAGGED and not all(line.startswith("#") for line in lines)
    if has_rows and sample.has_share(_CONLLU, LINE_SHARE):
        return "a language corpus with one word per line (CoNLL-U)"
    is_bare = len(lines) >= MIN_TOKENS and sample.has_share(_TOKEN, LINE_SHARE)
    if is_bare and sum(_STOP.match(line) is not None for line in lines) >= MIN_STOPS:
        return "a language corpus with one word per line"
    is_tagged = len(lines) >= MIN_TAGGED and sample.has_share(_TAGGED_LINE, LINE_SHARE) and not _is_in_capitals(lines)
    return "a language corpus with one word per line" if is_tagged and any(map(_MARK_LINE.match, lines)) else None


def _is_in_capitals(lines: list[str]) -> bool:
    """Whether nearly all lines are in capitals, which look like tags, and differ in their number of words."""
    in_capitals = [line for line in lines if line.isupper()]
    return len(in_capitals) >= LINE_SHARE * len(lines) and len({len(line.split()) for line in in_capitals}) > 1


def words_in_elements(sample: Sample) -> bool:
    """Whether a text consists of words, one per line, between tags of XML (VRT)."""
    words = sum(_WORD_LINE.match(line) is not None for line in sample.lines)
    tags = sum(_TAG_LINE.match(line) is not None for line in sample.lines)
    return words >= MIN_TOKENS and words + tags >= LINE_SHARE * len(sample.lines)


def tagged_text(sample: Sample) -> str | None:
    """The kind of words with tags after a slash or underscore, and of syntax trees in brackets."""
    words = sample.head.split()
    spare = len(words) - max(MIN_TAGGED, LINE_SHARE * len(words))  # words that may be without a tag
    untagged = (word for word in words if _TAGGED_WORD.match(word) is None)
    if sum(1 for _ in islice(untagged, max(0, int(spare)) + 1)) <= spare:
        return "a corpus with tagged words"
    is_trees = _ROOT.match(sample.head) is not None and len(_LEAF.findall(sample.head)) >= MIN_LEAVES
    return "a corpus of syntax trees" if is_trees else None


def words(sample: Sample) -> str | None:
    """The kind of an alphabetical list of lower-case words, one per line, and of a list of counts and words."""
    lines = [line for line in sample.lines if not line.startswith(("#", "|", ";"))]
    is_list = len(lines) >= MIN_WORDS and all(_WORD.match(line) and line.islower() for line in lines)
    if is_list and sum(one < two for one, two in pairwise(lines)) >= LINE_SHARE * (len(lines) - 1):
        return "a list of words"
    counts = [int(count[1]) for line in lines if (count := _COUNT.match(line)) is not None]
    falls = all(one >= two for one, two in pairwise(counts)) and bool(counts) and counts[0] > 2 * counts[-1]
    return "a list of words with their counts" if falls and len(lines) == len(counts) >= MIN_COUNTS else None


def numbers(sample: Sample) -> str | None:
    """The kind of a file with only numbers, and of vectors of words or texts."""
    if len(sample.lines) < MIN_LINES:
        return None
    if sample.has_share(_VECTOR, LINE_SHARE):
        return "vectors"
    return "a list of numbers" if sample.has_share(_NUMBERS, LINE_SHARE) else None
