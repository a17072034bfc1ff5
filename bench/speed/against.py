"""CPU time of parsing pages and texts, as a multiple of what another commit takes.

    python -m bench.speed.against [COMMIT] [--every 8] [--rounds 3] [--benchmarks ../shared/bench]

COMMIT is checked out to a temporary worktree; without it, what is not yet committed is compared with HEAD. Both commits
run with this environment's packages. Two processes, one for each, read the documents in turn, so that a busy machine
slows down both. A process reads each document once, as a run of the pipeline does; the best of the rounds counts.
"""

import argparse
import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.figures.extraction import read_pages

CHECKOUT = Path(__file__).parents[2]
READER = Path(__file__).with_name("parse_reader.py")
WARM_UP = 5  # documents of each kind that are read before, because the first ones load modules and tables
Given = dict[str, Any]  # a document, as READER wants it


def main() -> None:
    """Print milliseconds per document in both commits, and the ratio, for each kind of documents."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("commit", nargs="?", default="HEAD")
    arguments.add_argument("--every", type=int, default=8, help="read every Nth page only")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--benchmarks", type=Path, default=Path("../shared/bench"))
    options = arguments.parse_args()
    kinds = {
        "pages": _pages(options.benchmarks / "extraction", options.every),
        "texts": _texts(options.benchmarks / "structure"),
    }
    with _worktree(options.commit) as other:
        print(f"CPU of parse_document, best of {options.rounds}; ratio: here, of {options.commit}")
        for kind, documents in kinds.items():
            here, there = _milliseconds(documents, (CHECKOUT, other), options.rounds)
            print(f"{len(documents):4} {kind}: {here:6.2f} ms here, {there:6.2f} ms there, ratio {here / there:.3f}")


def _pages(benchmark: Path, every: int) -> list[Given]:
    return [_given("page.html", page["data"], page["url"]) for page in read_pages(benchmark, every)]


def _texts(benchmark: Path) -> list[Given]:
    """The real and the authored plain texts."""
    rows = map(json.loads, (benchmark / "real" / "articles.jsonl").read_text().splitlines())
    authored = sorted((benchmark / "authored" / "inputs").glob("*.txt"))
    texts = [*(row["text"].encode() for row in rows), *(file.read_bytes() for file in authored)]
    return [_given("text.txt", text, None) for text in texts]


def _given(name: str, data: bytes, url: str | None) -> Given:
    return {"name": name, "data": base64.b64encode(data).decode(), "url": url}


@contextmanager
def _worktree(commit: str) -> Iterator[Path]:
    """A checkout of a commit, until the end of the block."""
    git = ("git", "-C", str(CHECKOUT), "worktree")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*git, "add", "--quiet", "--detach", folder, commit], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run([*git, "remove", "--force", folder], check=True)


def _milliseconds(documents: list[Given], checkouts: tuple[Path, ...], rounds: int) -> list[float]:
    """The CPU milliseconds per document in each of the checkouts."""
    best = [[float("inf")] * len(checkouts) for _ in documents]
    for _ in range(rounds):
        with ExitStack() as stack:
            readers = [stack.enter_context(_reader(checkout)) for checkout in checkouts]
            for document in documents[:WARM_UP]:
                _answers(readers, document)
            for index, document in enumerate(documents):
                best[index] = list(map(min, best[index], _answers(readers, document)))
    return [sum(seconds) / len(documents) * 1000 for seconds in zip(*best, strict=True)]


def _reader(checkout: Path) -> subprocess.Popen[str]:
    """READER, with the code of a checkout; -P keeps the modules beside READER out of its path."""
    return subprocess.Popen(
        [sys.executable, "-P", READER],
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _answers(readers: list[subprocess.Popen[str]], document: Given) -> list[float]:
    """The CPU seconds that each reader takes for a document, one after the other."""
    line = json.dumps(document) + "\n"
    return [_answer(reader, line) for reader in readers]


def _answer(reader: subprocess.Popen[str], line: str) -> float:
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write(line)
    reader.stdin.flush()
    return float(reader.stdout.readline())


if __name__ == "__main__":
    main()
