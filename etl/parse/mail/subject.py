"""The title of a mail: its Subject without what programs put before it."""

import regex

from etl.words.mail_phrases import mail_phrases

_PREFIX = regex.compile(r"(\p{L}[\p{L}\p{M}]{0,9})\s?(?:\[\d+\]|\(\d+\)|\^\d+)?\s?[:：]\s*(?=\S)")
_TAG = regex.compile(r"[\[(*]+([^\[\]()*]{1,60})[\])*]+\s*(?=\S)")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


def title_of_subject(subject: str, *, is_answer: bool, list_names: str) -> str:
    """A subject without "Re:", "Fwd:" and the tag of a mailing list.

    Prefixes that may also be words of a title ("VS:", "TR:") go only from an answer or a forwarded mail, as its other
    fields say. A tag in brackets goes only if `list_names`, the fields that name the list, have all its words.
    """
    title, before = subject.strip(), None
    while title != before:
        before = title
        prefix, tag = _PREFIX.match(title), _TAG.match(title)
        if prefix and _is_prefix(prefix[1], is_answer):
            title = title[prefix.end() :]
        elif tag and _is_tag(tag[1], list_names):
            title = title[tag.end() :]
    return title


def is_forwarded(subject: str, *, is_answer: bool) -> bool:
    """Whether a subject begins like that of a forwarded mail or of an answer."""
    prefix = _PREFIX.match(subject.strip())
    return prefix is not None and _is_prefix(prefix[1], is_answer) and prefix[1].lower() != "re"


def _is_prefix(word: str, is_answer: bool) -> bool:
    return word.lower() in mail_phrases("sure") or (is_answer and word.lower() in mail_phrases("reply"))


def _is_tag(tag: str, list_names: str) -> bool:
    words = [word.lower() for word in _WORD.findall(tag)]
    if not words:
        return False
    known = {word.lower() for word in _WORD.findall(list_names)}
    return (len(words) == 1 and words[0] in mail_phrases("tag")) or known.issuperset(words)
