"""The title of a mail: its Subject without the prefixes that programs add."""

import regex

from etl.words.mail_phrases import mail_phrases

_PREFIX = regex.compile(r"(\p{L}[\p{L}\p{M}]{0,9})\s?(?:\[\d+\]|\(\d+\)|\^\d+)?\s?[:：]\s*(?=\S)")
_TAG = regex.compile(r"[\[(*]+([^\[\]()*]{1,60})[\])*]+\s*(?=\S)")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


def title_of_subject(subject: str, *, is_answer: bool, list_names: str) -> str:
    """A subject without "Re:", "Fwd:" and the tag of a mailing list.

    Prefixes that may also be words of a title ("VS:", "TR:") are removed only if other fields show that the mail
    answers or forwards another one. A tag in brackets is removed if it is a known one ("[EXTERNAL]"), or if all its
    words are in `list_names`, the fields that name the list.
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
    """Whether a subject begins with a known prefix other than "Re:", as the subject of a forwarded mail does."""
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
