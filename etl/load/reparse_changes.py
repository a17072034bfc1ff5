"""The changes that reading again would cause: records are compared with their rows in the tables."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Self
from uuid import UUID

from sqlalchemy import Connection, text

from etl.articles import Body
from etl.database.copy import clean
from etl.load.input_record import Identified, Record, Refused
from etl.load.resave import Before, find_before

FIND_SIBLINGS = text("""
    select a.uid, r.content_hash
    from corpus.article as a
    join corpus.revision as r on r.article_id = a.article_id
    where a.uid = any(cast(:uids as uuid[]))""")
FIND_TEXTS = text("""
    select t.revision_id, t.kind, t.position, t.text
    from (
        select r.revision_id, 'title' as kind, 0 as position, r.title as text from corpus.revision as r
        union all
        select f.revision_id, 'fact', f.position, f.text from corpus.fact as f
        union all
        select s.revision_id, 'summary', s.position, s.text from corpus.summary as s
        union all
        select h.revision_id, 'heading', h.position, h.heading from corpus.section as h
        union all
        select p.revision_id, 'paragraph', p.position, p.text from corpus.paragraph as p
    ) as t
    where t.revision_id = any(:revision_ids) and t.text is not null""")

Texts = set[tuple[str, int, str]]  # kind, position, text


class Change(StrEnum):
    """The effect of reading a unit again."""

    SAME = "same"  # the same words, dates, names; or rejected for the same reason
    TEXT = "changed text"  # title, facts, summary, headings or paragraphs
    FIELDS = "changed fields"  # only something else: dates, names, topics, labels ...
    MERGED = "merged"  # it has the same content as another revision of its article
    OTHER_ARTICLE = "other article"
    WITHDRAWN = "withdrawn"  # it was an article, and is no longer one
    NEWLY_READ = "newly read"  # it was not an article, and now is one
    OTHER_REASON = "other reason"  # it is still not an article, but for another reason


@dataclass(slots=True)
class Changes:
    """Units by what would change, the identities of their articles before and after, and files left alone."""

    counts: Counter[Change] = field(default_factory=Counter)
    before: set[UUID] = field(default_factory=set)
    after: set[UUID] = field(default_factory=set)
    files_left: list[Path] = field(default_factory=list)  # gone, or not the file that was read

    def __iadd__(self, other: Self) -> Self:
        self.counts += other.counts
        self.before |= other.before
        self.after |= other.after
        return self

    @property
    def articles_gone(self) -> int:
        """How many articles, with their numbers, would no longer exist."""
        return len(self.before - self.after)


def compare(connection: Connection, records: Sequence[Record]) -> Changes:
    """The changes that saving these records again would cause."""
    before = find_before(connection, records)
    siblings = _siblings(connection, {was.uid for was in before.values() if was.uid})
    texts = _texts(connection, {was.revision_id for was in before.values() if was.revision_id})
    changes = Changes(before={was.uid for was in before.values() if was.uid})
    for record in records:
        was = before.get(record.key)
        if isinstance(record.result, Refused):
            changes.counts[_of_refused(record.result, was)] += 1
        else:
            changes.after.add(record.result.uid)
            old = texts.get(was.revision_id, set()) if was and was.revision_id else set()
            changes.counts[_of_article(record.result, was, siblings, old)] += 1
    return changes


def _of_refused(result: Refused, was: Before | None) -> Change:
    if was and was.uid:
        return Change.WITHDRAWN
    return Change.SAME if was and was.reason == result.reason else Change.OTHER_REASON


def _of_article(result: Identified, was: Before | None, siblings: set[tuple[UUID, bytes]], old: Texts) -> Change:
    if was is None or was.uid is None or was.content_hash is None:
        return Change.NEWLY_READ
    if was.uid != result.uid:
        return Change.OTHER_ARTICLE
    if bytes(was.content_hash) == result.content_hash:
        return Change.SAME
    if (result.uid, result.content_hash) in siblings:
        return Change.MERGED
    return Change.FIELDS if _texts_of(result.article.body) == old else Change.TEXT


def _siblings(connection: Connection, uids: Collection[UUID]) -> set[tuple[UUID, bytes]]:
    found = connection.execute(FIND_SIBLINGS, {"uids": sorted(map(str, uids))})
    return {(uid, bytes(content_hash)) for uid, content_hash in found}


def _texts(connection: Connection, revision_ids: Collection[int]) -> dict[int, Texts]:
    texts: dict[int, Texts] = {}
    for revision_id, kind, position, words in connection.execute(FIND_TEXTS, {"revision_ids": sorted(revision_ids)}):
        texts.setdefault(revision_id, set()).add((kind, position, words))
    return texts


def _texts_of(body: Body) -> Texts:
    blocks = {
        "title": [body.title],
        "fact": body.facts,
        "summary": body.summary,
        "heading": [section.heading for section in body.sections],
        "paragraph": body.paragraphs,
    }
    return {
        (kind, position, clean(block.text))
        for kind, of_kind in blocks.items()
        for position, block in enumerate(of_kind)
        if block
    }
