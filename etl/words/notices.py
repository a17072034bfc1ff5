"""Words of what pages say besides their article: consent boxes, newsletters, errors, legal notices."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache

from etl.words.folding import folded
from etl.words.phrase_table import PhraseTable
from etl.words.read_table import read_rows

REMEMBERED_TEXTS = 256


class NoticeKind(StrEnum):
    """Kinds of notices.tsv. Single words prove little: a notice has words of two kinds in one language."""

    CONSENT_THING = "consent_thing"  # cookies, personal data
    CONSENT_ACT = "consent_act"  # accept, privacy policy
    LETTER_THING = "letter_thing"  # what readers may subscribe to: newsletter, channel, app, membership
    LETTER_ACT = "letter_act"  # sign up, follow, download, support
    OWN_VOICE = "own_voice"  # our, your: the outlet speaks to its readers
    MISSING_THING = "missing_thing"  # the page, the service
    MISSING_STATE = "missing_state"  # not found, out of order
    READER_WAY = "reader_way"  # sorry, search, go back to the front page
    ROBOT_CHECK = "robot_check"  # enable JavaScript, prove that you are no robot
    LEGAL_TITLE = "legal_title"  # privacy policy, imprint
    LEGAL_WORD = "legal_word"  # liability, data controller


@lru_cache(REMEMBERED_TEXTS)
def notices_in(text: str) -> Mapping[str, Counter[str]]:
    """Kind -> language -> number of its phrases in the text that do not overlap."""
    return _table().counts(text)


def holds_both(text: str, *kinds: NoticeKind) -> bool:
    """Whether the text has a phrase of each kind in one language."""
    found = notices_in(text)
    return bool(frozenset.intersection(*(frozenset(found.get(kind, ())) for kind in kinds)))


def is_legal_title(text: str) -> bool:
    """Whether the whole text is the title of a legal notice."""
    return folded(text) in _legal_titles()


@cache
def _table() -> PhraseTable:
    return PhraseTable("notices.tsv")


@cache
def _legal_titles() -> frozenset[str]:
    rows = read_rows("notices.tsv")
    return frozenset(folded(row["phrase"]) for row in rows if row["kind"] == NoticeKind.LEGAL_TITLE)
