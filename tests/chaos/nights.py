"""Thirty nights of news: each brings new, revised, copied, broken and moved files, a few hundred of them.

Two trees stand beside what a night sees: every path with its first contents, and the paths that were rewritten with
their second. A run over each of them has seen all that the nights have seen.
"""

import gzip
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from archives import make_zip
from chaos.many_kinds import page, record, text
from warc_records import compressed, http_response, warc_record

TEXTS, PAGES, LINES, RECORDS, MEMBERS = 120, 60, 30, 20, 10
REVISED, REWRITTEN, COPIED, MOVED = 20, 10, 15, 10
ADDRESSES = 1_000_000  # pages of different nights have different addresses


@dataclass(slots=True)
class Archive:
    """What the nights read, and the two trees to compare with."""

    folder: Path
    choose: random.Random
    rewritten: set[Path] = field(default_factory=set)

    @property
    def seen(self) -> Path:
        """The folder of all nights."""
        return self.folder / "seen"

    @property
    def versions(self) -> tuple[Path, Path]:
        """The trees of first and of second contents."""
        return self.folder / "first", self.folder / "second"

    def add_night(self, night: int) -> int:
        """Let a night's files come, and return how many units they have."""
        older = self._older()
        files = self._new(night) | self._broken(night)
        for name, data in files.items():
            self._write(f"night-{night:02}/{name}", data)
        units = TEXTS + PAGES + LINES + RECORDS + MEMBERS + len(self._broken(night))
        if older:
            units += self._revise(night) + self._rewrite(night, older)
            units += self._copy(night, older) + self._move(night, older)
        return units

    def _new(self, night: int) -> dict[str, bytes]:
        choose, base = self.choose, night * ADDRESSES
        lines = [record(choose, base + 3 * number, "nightly") for number in range(LINES)]
        records = [
            warc_record(block=http_response(page(choose, base + 5000 + number)), url=f"https://crawl.example/{number}")
            for number in range(RECORDS)
        ]
        members = [(f"{number}.txt", text(choose, base + number)) for number in range(MEMBERS)]
        files = {f"text/{number:03}.txt": text(choose, base + number) for number in range(TEXTS)}
        files |= {f"pages/{number:03}.html": page(choose, base + number) for number in range(PAGES)}
        return files | {
            "lines.jsonl": "\n".join(lines).encode(),
            "crawl.warc.gz": compressed(*records),
            "week.zip": make_zip(members),
        }

    def _broken(self, night: int) -> dict[str, bytes]:
        return {
            "broken/empty.txt": b"",
            "broken/binary.txt": bytes(range(256)) * (8 + night),
            "broken/cut.html.gz": gzip.compress(self.choose.randbytes(4000), mtime=0)[:2000],
            "broken/login.html": f"<html><body><form>User {night} <input></form></body></html>".encode(),
        }

    def _revise(self, night: int) -> int:
        """Pages of the night before come again, with another text."""
        for number in range(REVISED):
            data = page(self.choose, (night - 1) * ADDRESSES + number, revision=night)
            self._write(f"night-{night:02}/revised/{number:03}.html", data)
        return REVISED

    def _rewrite(self, night: int, older: list[Path]) -> int:
        """Files are written anew where they stand, each at most once, with one more paragraph."""
        chosen = [path for path in self.choose.sample(older, 3 * REWRITTEN) if path not in self.rewritten][:REWRITTEN]
        for path in chosen:
            uri = str(path.relative_to(self.seen))
            more = f"\n\nIn night {night} the editors added that the bridge stays closed until Friday.\n"
            data = path.read_bytes() + more.encode()
            self._write(uri, data, version=1)
            self.rewritten.add(path)
        return len(chosen)

    def _copy(self, night: int, older: list[Path]) -> int:
        for number, path in enumerate(self.choose.sample(older, COPIED)):
            self._write(f"night-{night:02}/copies/{number:03}{path.suffix}", path.read_bytes())
        return COPIED

    def _move(self, night: int, older: list[Path]) -> int:
        """Files go to another folder: there they are new, and nobody asks for them where they were."""
        for number, path in enumerate(
            self.choose.sample([path for path in older if path not in self.rewritten], MOVED)
        ):
            self._write(f"night-{night:02}/moved/{number:03}{path.suffix}", path.read_bytes())
            path.unlink()
        return MOVED

    def _older(self) -> list[Path]:
        folders = ("text", "pages")
        return sorted(path for path in self.seen.rglob("*") if path.is_file() and path.parent.name in folders)

    def _write(self, uri: str, data: bytes, version: int = 0) -> None:
        for tree in (self.seen, self.versions[version]):
            path = tree / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def fresh(folder: Path, seed: int) -> Archive:
    """An archive before its first night."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("seen", "first", "second"):
        (folder / name).mkdir(parents=True)
    return Archive(folder, random.Random(seed))
