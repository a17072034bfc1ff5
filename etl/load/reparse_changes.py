"""The changes that reading again would cause: records are compared with their rows in the tables."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Self
from uuid import UUID

from sqlalchemy import Connection, text

from etl.articles import Body
from etl.database.copy import clean
from etl.load.input_record import Identified, Record, Refused
from etl.load.outcomes import KEYS
from etl.load.resave import Before, find_before

FIND_SIBLINGS = text("""
    select
        a.uid,
        r.content_hash,
        exists (select from corpus.input_record as i where i.revision_id = r.revision_id and i.run_id <> :run_id)
    from corpus.article as a
    join corpus.revision as r on r.article_id = a.article_id
    where a.uid = any(cast(:uids as uuid[]))""")
# Articles of which nothing but these units is left.
FIND_ONLY_THERE = text(f"""
    with gone as materialized (
        select i.file_id, i.member_no, i.position, i.revision_id
        from {KEYS} as n (file_id, member_no, position)
        join corpus.input_record as i using (file_id, member_no, position)
    )

    select distinct a.uid
    from gone as g
    join corpus.revision as r on r.revision_id = g.revision_id
    join corpus.article as a on a.article_id = r.article_id
    where not exists (
        select from corpus.revision as o
        join corpus.input_record as i on i.revision_id = o.revision_id
        left join gone as t using (file_id, member_no, position)
        where o.article_id = a.article_id and t.file_id is null
    )""")
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
    REMOVED = "removed"  # its file does not contain it any more, as files are read now


class NewContent(NamedTuple):
    """What a changed unit says now, and the revision that said what it had said before."""

    uid: UUID
    content_hash: bytes
    revision_id: int


@dataclass(slots=True)
class Changes:
    """Units by what would change, the identities of their articles before and after, and files left alone."""

    counts: Counter[Change] = field(default_factory=Counter)
    undecided: Counter[tuple[NewContent, Change]] = field(default_factory=Counter)  # SAME, or perhaps MERGED
    before: set[UUID] = field(default_factory=set)
    after: set[UUID] = field(default_factory=set)
    files_left: list[Path] = field(default_factory=list)  # gone, or not the file that was read

    def __iadd__(self, other: Self) -> Self:
        self.counts += other.counts
        self.undecided += other.undecided
        self.before |= other.before
        self.after |= other.after
        return self

    @property
    def by_kind(self) -> Counter[Change]:
        """The units by kind. If several revisions of an article now say the same, all but the first are merged."""
        kinds = Counter(self.counts)
        kept: dict[tuple[UUID, bytes], int] = {}
        in_order = sorted(self.undecided.items(), key=lambda each: (each[0][1] is not Change.SAME, each[0]))
        for ((uid, content_hash, revision_id), change), count in in_order:
            is_kept = kept.setdefault((uid, content_hash), revision_id) == revision_id
            kinds[change if is_kept else Change.MERGED] += count
        return kinds

    @property
    def articles_gone(self) -> int:
        """How many articles, with their numbers, would no longer exist."""
        return len(self.before - self.after)


def compare(connection: Connection, records: Sequence[Record], run_id: int) -> Changes:
    """The changes that saving these records again in this run would cause; 0 is no run."""
    before = find_before(connection, records)
    siblings = _siblings(connection, {was.uid for was in before.values() if was.uid}, run_id)
    texts = _texts(connection, {was.revision_id for was in before.values() if was.revision_id})
    changes = Changes(before={was.uid for was in before.values() if was.uid})
    for record in records:
        was = before.get(record.key)
        if isinstance(record.result, Refused):
            changes.counts[_of_refused(record.result, was)] += 1
        else:
            changes.after.add(record.result.uid)
            _add_article(changes, record.result, was, siblings, texts)
    return changes


def removed(connection: Connection, keys: Collection[tuple[int, int, int]]) -> Changes:
    """The changes if these units, each file_id, member_no and position, are deleted from the tables."""
    arrays = {name: [key[n] for key in keys] for n, name in enumerate(("files", "members", "positions"))}
    gone = set(connection.execute(FIND_ONLY_THERE, arrays).scalars())
    return Changes(counts=Counter({Change.REMOVED: len(keys)}), before=gone)


def _add_article(
    changes: Changes,
    result: Identified,
    was: Before | None,
    siblings: dict[UUID, dict[bytes, bool]],
    texts: dict[int, Texts],
) -> None:
    old = texts.get(was.revision_id, set()) if was and was.revision_id else set()
    all_hashes = siblings.get(result.uid, {})
    left = {content_hash for content_hash, is_left in all_hashes.items() if is_left}
    change = _of_article(result, was, left, old)
    may_be_merged = change in (Change.SAME, Change.TEXT, Change.FIELDS) and len(all_hashes) > 1
    if may_be_merged and was and was.revision_id:
        changes.undecided[NewContent(result.uid, result.content_hash, was.revision_id), change] += 1
    else:
        changes.counts[change] += 1


def _of_refused(result: Refused, was: Before | None) -> Change:
    if was and was.uid:
        return Change.WITHDRAWN
    return Change.SAME if was and was.reason == result.reason else Change.OTHER_REASON


def _of_article(result: Identified, was: Before | None, siblings: Collection[bytes], old: Texts) -> Change:
    if was is None or was.uid is None or was.content_hash is None:
        return Change.NEWLY_READ
    if was.uid != result.uid:
        return Change.OTHER_ARTICLE
    if bytes(was.content_hash) == result.content_hash:
        return Change.SAME
    if result.content_hash in siblings:
        return Change.MERGED
    return Change.FIELDS if _texts_of(result.article.body) == old else Change.TEXT


def _siblings(connection: Connection, uids: Collection[UUID], run_id: int) -> dict[UUID, dict[bytes, bool]]:
    """The content hashes of each article's revisions, and whether a record that this run has not saved has them."""
    found: dict[UUID, dict[bytes, bool]] = {}
    values = {"uids": sorted(map(str, uids)), "run_id": run_id}
    for uid, content_hash, is_left in connection.execute(FIND_SIBLINGS, values):
        found.setdefault(uid, {})[bytes(content_hash)] = is_left
    return found


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
