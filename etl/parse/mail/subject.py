"""The title of a mail: its Subject without the prefixes that programs add."""

import regex

from etl.words.mail_phrases import mail_phrases, mail_prefixes

_PREFIX = regex.compile(r"(\p{L}[\p{L}\p{M}]{0,9})\s?(?:\[\d+\]|\(\d+\)|\^\d+)?\s?[:：]\s*(?=\S)")
_TAG = regex.compile(r"[\[(*]+([^\[\]()*]{1,60})[\])*]+\s*(?=\S)")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


def title_of_subject(subject: str, *, is_answer: bool, language: str | None, list_names: str) -> str:
    """A subject without "Re:", "Fwd:" and the tag of a mailing list.

    Prefixes that may also be words of a title ("VS:", "R:") are removed if they are prefixes in the `language` of the
    mail, if other fields show that the mail answers or forwards another one, or beside another prefix. A tag in
    brackets is removed if it is a known one ("[EXTERNAL]"), if all its words are in `list_names`, the fields that name
    the list, or before a prefix.
    """
    title, before = subject.strip(), None
    is_chained = False
    while title != before:
        before = title
        prefix, tag = _PREFIX.match(title), _TAG.match(title)
        known = mail_prefixes(language, is_answer=is_answer or is_chained or _begins_with_prefix(title, prefix))
        if prefix and prefix[1].lower() in known:
            title, is_chained = title[prefix.end() :], True
        elif tag and (_is_tag(tag[1], list_names) or _begins_with_prefix(title, tag)):
            title = title[tag.end() :]
    return title


def is_forwarded(subject: str, *, is_answer: bool, language: str | None) -> bool:
    """Whether a subject begins with a known prefix other than "Re:", as the subject of a forwarded mail does."""
    prefix = _PREFIX.match(subject.strip())
    return prefix is not None and prefix[1].lower() in mail_prefixes(language, is_answer=is_answer) - {"re"}


def _begins_with_prefix(title: str, found: "regex.Match[str] | None") -> bool:
    """Whether a sure prefix follows what was found at the beginning of a title."""
    prefix = _PREFIX.match(title, found.end()) if found else None
    return prefix is not None and prefix[1].lower() in mail_prefixes()


def _is_tag(tag: str, list_names: str) -> bool:
    words = [word.lower() for word in _WORD.findall(tag)]
    if not words:
        return False
    known = {word.lower() for word in _WORD.findall(list_names)}
    return (len(words) == 1 and words[0] in mail_phrases("tag")) or known.issuperset(words)
