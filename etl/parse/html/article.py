"""Make the article of an HTML page, or the body of an HTML fragment from a feed or JSON."""

from collections.abc import Iterable
from dataclasses import replace

from etl.articles import Article, Block, Body, Completeness, LiveUpdate, QualityIssue, Role, Section
from etl.documents import Document
from etl.errors import EmptyArticle
from etl.parse.credits.agencies import WireCredit
from etl.parse.html.blocks import page_blocks, seen_positions
from etl.parse.html.date_candidates import date_candidates
from etl.parse.html.declared.article_body import with_declared_text
from etl.parse.html.declared.authors import declared_authors, declared_credit, declared_desk
from etl.parse.html.declared.metadata import (
    Page,
    add_declared,
    declared_access,
)
from etl.parse.html.index_page import index_page
from etl.parse.html.layout import PARTS, read_layout
from etl.parse.html.notice_page import notice_page
from etl.parse.html.parts.ai_notes import AI_NOTES, note_text
from etl.parse.html.parts.body import BODY
from etl.parse.html.parts.boxes import Box
from etl.parse.html.parts.byline import BYLINES, marked_authors, visible_authors
from etl.parse.html.parts.captions import read_captions
from etl.parse.html.parts.corrections import CORRECTIONS, corrects_by_title, without_label
from etl.parse.html.parts.facts import box_of
from etl.parse.html.parts.kicker import visible_section
from etl.parse.html.parts.live import LIVE, Entry
from etl.parse.html.parts.paywall import paywall_shown
from etl.parse.html.parts.standfirst import STANDFIRST
from etl.parse.html.parts.title import TITLE
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.parts.wire_credit import CREDIT, picture_credit
from etl.parse.html.read_page import ReadPage, read_html
from etl.parse.html.sections import build_sections, heading_level, paragraph, styled_headings
from etl.parse.html.state import PageState
from etl.parse.html.tree import read_tree
from etl.settings import Settings
from etl.words.fact_labels import LabelKind

PARSER = "html/3"
MIN_LETTERS = 20  # in bytes of UTF-8, so a Chinese character counts three; with less, a page is a form or a menu
MAX_SHORT_CHARS = 1500  # a shorter text of a page with a paywall is truncated


def parse_html(document: Document, settings: Settings) -> Article:
    """The article of a page. Raises the same errors as read_html and article_of."""
    return article_of(read_html(document, settings))


def article_of(read: ReadPage) -> Article:
    """The article of a page: its main text in sections, and the metadata that the page shows and declares.

    Key points and a visible standfirst are in `facts` and `summary` only, not in the sections. Text that does not
    belong to the article (navigation, related articles, comments) is left out.

    Raises EmptyArticle if no article text is found, or if the page is an index of other pages, an error, a consent wall
    or a legal notice.
    """
    decoded, state = read.decoded, read.state
    body = with_declared_text(_body(state), state.page)
    if kind := notice_page(state):
        raise EmptyArticle(kind)
    if not _has_text(body):
        raise EmptyArticle("a web page without article text: at most menus, links, forms and the like")
    if kind := index_page(state):
        raise EmptyArticle(kind)
    paywalled, access_evidence = _access(state)
    credit, credit_evidence = _credit(state, body)
    article = Article(
        format="html",
        parser=PARSER,
        source_text=decoded.text,
        encoding_declared=decoded.declared,
        encoding=decoded.encoding,
        replaced_count=decoded.replaced_count,
        language_declared=read.language,
        body=body,
        byline=" ".join(_texts(state, state[BYLINES])) or None,
        authors=_authors(state),
        section=visible_section(state),
        dates=date_candidates(state),
        completeness=_completeness(body, paywalled),
        wire_credit=credit.text if credit else None,
        wire_agency=credit.agency if credit else None,
        wire_evidence=credit_evidence if credit else None,
        ai_disclosure=" ".join(dict.fromkeys(note_text(state.blocks[p]) for p in state[AI_NOTES])) or None,
        paywalled=paywalled,
        access_evidence=access_evidence,
        corrections=_corrections(state, body),
        live_updates=tuple(_live_update(state, entry) for entry in state[LIVE]),
        extraction_doubt=read.choice.doubt,
        quality_issues=read.left_out,
    )
    return add_declared(article, state.page)


def _has_text(body: Body) -> bool:
    """Whether the body, without its title, has MIN_LETTERS."""
    letters = 0
    for block in (*body.facts, *body.summary, *body.paragraphs):
        letters += len("".join(filter(str.isalpha, block.text)).encode())
        if letters >= MIN_LETTERS:
            return True
    return False


def parse_html_body(html: str, settings: Settings, *, url: str | None = None) -> tuple[Body, tuple[QualityIssue, ...]]:
    """The body of an HTML fragment, and an issue for what had to be cut from it.

    A fragment, from a feed or a JSON field, is all article, so no block is left out. Key points and summaries are
    recognised as on a page, a title is not. Raises LimitExceeded.
    """
    if not html.strip():
        return Body(), ()
    tree, left_out = read_tree(f"<div>{html}</div>", settings)
    found = page_blocks(tree)
    blocks = [found[position] for position in seen_positions(found)]
    page = Page(tree=tree, elements=tuple(tree.iter()), url=url, meta={}, json_ld={}, breadcrumb=())
    state = PageState(page, blocks, list(range(len(blocks))))
    read_layout(state)
    return _body(state), left_out


def _body(state: PageState) -> Body:
    title, facts, summary = state[TITLE], box_of(state, LabelKind.FACTS), box_of(state, LabelKind.SUMMARY)
    standfirst = [paragraph(state.blocks[position], Role.SUMMARY) for position in state[STANDFIRST]]
    return Body(
        title=title.block if title else None,
        title_origin=title.origin if title else None,
        facts_label=_label(state, facts),
        facts=tuple(_items(state, facts, Role.FACT)),
        summary_label=_label(state, summary),
        summary=(*standfirst, *_items(state, summary, Role.SUMMARY)),
        sections=_sections(state),
        extra=_extra(state),
        captions=read_captions(state),
        standfirst=" ".join(_texts(state, state[STANDFIRST])) or None,
    )


def _texts(state: PageState, positions: Iterable[int]) -> list[str]:
    return [state.blocks[position].text for position in positions]


def _label(state: PageState, box: Box | None) -> Block | None:
    if box is None or (box.label is None and not box.run_in):
        return None
    blocks = state.blocks
    text = blocks[box.label].text if box.label is not None else blocks[box.items[0]].text[: box.run_in]
    return Block(role=Role.LABEL, text=text.rstrip(" :：") or text, detected_by=box.detected_by)


def _items(state: PageState, box: Box | None, role: Role) -> list[Block]:
    if box is None:
        return []
    items = [paragraph(state.blocks[position], role) for position in box.items]
    if box.run_in:
        items[0] = replace(items[0], text=items[0].text[box.run_in :].strip())
    return items


def _sections(state: PageState) -> tuple[Section, ...]:
    """The sections of the text; in a live blog, each update is one section."""
    blocks, body, live = state.blocks, state[BODY], state[LIVE]
    styled = styled_headings(state, body)
    first = min((position for entry in live for position in entry.text), default=len(blocks))
    before = [blocks[position] for position in body if position < first]
    after = [blocks[position] for position in body if position >= first]
    updates = (_update_section(state, entry) for entry in live)
    return (*build_sections(before, styled), *updates, *build_sections(after, styled))


def _update_section(state: PageState, entry: Entry) -> Section:
    heading = level = None
    if entry.heading is not None and entry.heading_position is not None:
        heading = Block(role=Role.HEADING, text=entry.heading, detected_by="html:live")
        level = heading_level(state.blocks[entry.heading_position])
    paragraphs = tuple(paragraph(state.blocks[position]) for position in entry.text)
    return Section(heading=heading, level=level, paragraphs=paragraphs)


def _live_update(state: PageState, entry: Entry) -> LiveUpdate:
    return LiveUpdate(time=entry.time, heading=entry.heading, text="\n".join(_texts(state, entry.text)))


def _corrections(state: PageState, body: Body) -> tuple[str, ...]:
    """The corrections outside the text; without any, the first paragraph if the title is labelled as a correction."""
    found = tuple(map(without_label, _texts(state, state[CORRECTIONS])))
    if found or body.title is None or not corrects_by_title(body.title.text):
        return found
    return tuple(block.text for section in body.sections[:1] for block in section.paragraphs[:1])


def _extra(state: PageState) -> tuple[Block, ...]:
    """The blocks of the parts that are kept in `extra`, in page order."""
    roles = {position: part.extra for part in PARTS if part.extra for position, _ in part.takes(state)}
    return tuple(paragraph(state.blocks[position], roles[position]) for position in sorted(roles))


def _authors(state: PageState) -> tuple[str, ...]:
    """The authors that the page declares, or those that it shows if these include all declared ones and more.

    Without persons, they are the agency or desk that signs the article.
    """
    declared, marked, credit = declared_authors(state.page), marked_authors(state), state[CREDIT]
    if persons := (marked if declared and set(declared) < set(marked) else declared or visible_authors(state)):
        return tuple(_as_shown(state, name) for name in persons)
    if credit is not None and credit.position in state[BYLINES]:
        return (credit.credit.text,)
    return declared_desk(state.page)


def _as_shown(state: PageState, name: str) -> str:
    """A name that is declared surname first, in the order in which the title area shows it."""
    surname, comma, given = name.partition(", ")
    shown = f"{given} {surname}"
    is_shown = bool(comma) and any(shown in state.blocks[position].text for position in state[TITLE_AREA])
    return shown if is_shown else name


def _credit(state: PageState, body: Body) -> tuple[WireCredit | None, str]:
    """The wire agency, and where it is credited; a visible credit comes before a declared one."""
    shown = state[CREDIT]
    if shown is not None:
        return shown.credit, shown.evidence
    declared = declared_credit(state.page)
    return (declared, "declared") if declared is not None else (picture_credit(body.captions), "picture")


def _access(state: PageState) -> tuple[bool | None, str | None]:
    """Whether the page has a paywall, and the evidence; a declaration comes before visible text."""
    declared, evidence = declared_access(state.page)
    if declared is not None:
        return declared, evidence
    shown = paywall_shown(state)
    return (True, shown) if shown else (None, None)


def _completeness(body: Body, paywalled: bool | None) -> Completeness:
    chars = sum(len(block.text) for block in body.paragraphs)
    return Completeness.PAYWALLED if paywalled and chars < MAX_SHORT_CHARS else Completeness.FULL
