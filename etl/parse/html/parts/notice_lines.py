"""Lines of a page that are no text, by their words and links: appeals, share bars, players, links to other articles."""

import re

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.links import MIN_HEADLINE_BYTES, is_on_site, leads_elsewhere, links_of
from etl.parse.html.state import PageState
from etl.words.characters import ends_sentence
from etl.words.notices import NoticeKind, holds_both
from etl.words.page_notes import PhraseKind, label_chars, opens_with, phrases_in

MAX_LINE_CHARS = 250  # about a newsletter, a subscription, an app
MAX_HEADLINE_CHARS = 160
MIN_LINK_SHARE = 0.8  # of a paragraph that only leads to another article; the rest is a sign
NEAR = 3  # blocks before and after such a paragraph
MAX_BESIDE_LINKS = 40  # characters of a share bar that are no links
MAX_NOTE_CHARS = 600  # of a note on this article
NOTES = frozenset((PhraseKind.CORRECTION_VERSION, PhraseKind.CORRECTION_REGRET, PhraseKind.AI_MODEL))
PLAYER_SIGNS = "▶►⏵🎧🔊🎬🎥📺📹"
SHARING = re.compile(
    r"facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share)|(?:api\.)?whatsapp(?:\.com/|://)send"
    r"|wa\.me/\?|t\.me/share|telegram\.me/share|linkedin\.com/(?:share|sharing|cws)|pinterest\.[a-z.]+/pin/create"
    r"|reddit\.com/submit|vk\.com/share|ok\.ru/offer|service\.weibo\.com/share|line\.me/|bsky\.app/intent|threads\.net/intent"
    r"|^mailto:\?|^sms:|^viber://|^fb-messenger:",
    re.IGNORECASE,
)


def closes(state: PageState, position: int) -> bool:
    """Whether a short text near the end is of a paywall, or about a newsletter, subscription, app ..."""
    block = state.blocks[position]
    if len(block.text) > MAX_LINE_CHARS or block.role is Role.HEADING:
        return False
    is_apart = state.kin(position) != state.running_kin
    return (
        opens_with(block.text, PhraseKind.PAYWALL)
        or asks_subscribers(block)
        or (is_apart and holds_both(block.text, NoticeKind.LETTER_THING, NoticeKind.OWN_VOICE) and not is_note(block))
    )


def asks_subscribers(block: PageBlock) -> bool:
    """Whether a short text, whatever its look, speaks to readers about a newsletter, subscription, app ..."""
    kinds = (NoticeKind.LETTER_THING, NoticeKind.LETTER_ACT, NoticeKind.OWN_VOICE)
    is_short = len(block.text) <= MAX_LINE_CHARS and block.role is not Role.HEADING
    return is_short and holds_both(block.text, *kinds) and not is_note(block)


def is_player(state: PageState, position: int) -> bool:
    """Whether a short line begins with a sign of a player, and the lines beside it do not."""
    text, beside = state.blocks[position].text, state.blocks[max(0, position - 1) : position + 2 : 2]
    is_line = text[0] in PLAYER_SIGNS and len(text) <= MAX_HEADLINE_CHARS
    return is_line and not any(block.text[0] == text[0] for block in beside)


def is_note(block: PageBlock) -> bool:
    """Whether a block has words of a correction, or of a note on a machine that made the text."""
    if len(block.text) > MAX_NOTE_CHARS:
        return False
    return label_chars(block.text, PhraseKind.CORRECTION_LABEL) > 0 or not NOTES.isdisjoint(phrases_in(block.text))


def shares(block: PageBlock) -> bool:
    """Whether all links of a block share the page, and little else is in it."""
    links = links_of(block)
    if len(block.text) - block.link_chars > MAX_BESIDE_LINKS or not links:
        return False
    return all(SHARING.search((link.get("href") or "").strip()) is not None for link in links)


def leads_away(state: PageState, position: int) -> bool:
    """Whether a paragraph is only a link with a headline, which leads to another page of the same site."""
    block = state.blocks[position]
    if block.role not in (Role.PARAGRAPH, Role.QUOTE) or block.link_share < MIN_LINK_SHARE:
        return False
    if len(block.text) > MAX_HEADLINE_CHARS or len(block.text.encode()) < MIN_HEADLINE_BYTES:
        return False
    if ends_sentence(block.text):
        return holds_both(block.text, NoticeKind.LETTER_THING, NoticeKind.OWN_VOICE)
    near = [p for p in range(max(0, position - NEAR), min(position + NEAR + 1, len(state.blocks))) if p != position]
    if any(state.blocks[p].link_share >= MIN_LINK_SHARE and state.kin(p) == state.kin(position) for p in near):
        return False  # one of several links, which the scores judge
    links = links_of(block)
    return len(links) == 1 and leads_elsewhere(links[0], state.page) and is_on_site(state.page, links[0])
