"""Tombstones of forgotten articles: in the tables, and in a file that a restored backup cannot undo."""

import json
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

from etl.atomic_file import draft_of
from etl.errors import ConfigError
from etl.settings import Settings

FILE_NAME = "forgotten.jsonl"
ADD_MARKS = text("""
    insert into corpus.forgotten (kind, hash, uid, forgotten_at)
    select n.kind, n.hash, :uid, :forgotten_at
    from unnest(cast(:kinds as text[]), cast(:hashes as bytea[])) as n (kind, hash)
    on conflict do nothing""")
FIND_MARKS = text("""
    select f.kind, f.hash
    from unnest(cast(:kinds as text[]), cast(:hashes as bytea[])) as n (kind, hash)
    join corpus.forgotten as f using (kind, hash)""")
ALL_MARKS = text("select kind, hash, uid, forgotten_at from corpus.forgotten order by forgotten_at, uid, kind, hash")


class Mark(NamedTuple):
    """A property by which a unit can be recognised: kind and hash, as in corpus.forgotten."""

    kind: str
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A forgotten article, and the marks by which its units are recognised."""

    uid: UUID
    forgotten_at: datetime
    marks: tuple[Mark, ...]


def article_mark(uid: UUID) -> Mark:
    """The mark of an article by its identity."""
    return Mark("article", uid.bytes)


def url_mark(url: str) -> Mark:
    """The mark of a URL in exactly this spelling."""
    return Mark("url", sha256(url.encode("utf-8", "surrogatepass")).digest())


def has_marks(connection: Connection) -> bool:
    """Whether anything was ever forgotten."""
    return bool(connection.execute(text("select exists(select from corpus.forgotten)")).scalar())


def known_marks(connection: Connection, marks: Collection[Mark]) -> set[Mark]:
    """Those of these marks that belong to a forgotten article."""
    return {Mark(kind, bytes(digest)) for kind, digest in connection.execute(FIND_MARKS, _columns(marks))}


def add_tombstones(connection: Connection, tombstones: Iterable[Tombstone]) -> None:
    """Write tombstones into the tables; existing ones stay."""
    for stone in tombstones:
        values = {"uid": stone.uid, "forgotten_at": stone.forgotten_at}
        connection.execute(ADD_MARKS, values | _columns(stone.marks))


def tombstones(connection: Connection) -> list[Tombstone]:
    """All tombstones of the tables, oldest first."""
    found: dict[tuple[datetime, UUID], list[Mark]] = {}
    for kind, digest, uid, forgotten_at in connection.execute(ALL_MARKS):
        found.setdefault((forgotten_at, uid), []).append(Mark(kind, bytes(digest)))
    return [Tombstone(uid=uid, forgotten_at=at, marks=tuple(marks)) for (at, uid), marks in found.items()]


def read_file(settings: Settings) -> list[Tombstone]:
    """All tombstones of the data folder. Raises ConfigError, with the line number, if one cannot be read."""
    path = _path(settings)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(_from_json(line))
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"{path}, line {number}: this is not a tombstone; restore the file from a backup"
            ) from error
    return found


def write_file(settings: Settings, stones: Iterable[Tombstone]) -> None:
    """Add tombstones to those of the data folder; they are on the disk when this returns."""
    known = read_file(settings)
    new = [stone for stone in stones if stone not in known]
    if not new:
        return
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with draft_of(_path(settings), mode=0o600) as draft, draft.open("w", encoding="utf-8") as file:
        file.writelines(_to_json(stone) + "\n" for stone in (*known, *new))
        file.flush()
        os.fsync(file.fileno())


def _path(settings: Settings) -> Path:
    return settings.data_dir.resolve() / FILE_NAME


def _columns(marks: Collection[Mark]) -> dict[str, list[str] | list[bytes]]:
    in_order = sorted(set(marks))
    return {"kinds": [mark.kind for mark in in_order], "hashes": [mark.hash for mark in in_order]}


def _to_json(stone: Tombstone) -> str:
    marks = [f"{mark.kind}:{mark.hash.hex()}" for mark in stone.marks]
    return json.dumps({"uid": str(stone.uid), "forgotten_at": stone.forgotten_at.isoformat(), "marks": marks})


def _from_json(line: str) -> Tombstone:
    found = json.loads(line)
    marks = (mark.split(":") for mark in found["marks"])
    return Tombstone(
        uid=UUID(found["uid"]),
        forgotten_at=datetime.fromisoformat(found["forgotten_at"]),
        marks=tuple(Mark(kind, bytes.fromhex(digest)) for kind, digest in marks),
    )
