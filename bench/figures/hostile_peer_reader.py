"""Read one file with one tool and print the result; hostile_peers.py runs this with a Python that has the tools.

    python hostile_peer_reader.py versions
    python hostile_peer_reader.py TOOL FILE

Each tool is called as in its documentation. Its documented errors and its flags are printed as "error"; any other
exception ends this process.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("trafilatura", "news-please", "warcio", "fastwarc", "feedparser")
ARTICLE_KINDS = ("response", "resource", "conversion")
Answer = dict[str, Any]


def main() -> None:
    """Print one JSON object."""
    if sys.argv[1] == "versions":
        print(json.dumps({package: version(package) for package in PACKAGES}))
    else:
        print(json.dumps(READERS[sys.argv[1]](Path(sys.argv[2]))))


def read_trafilatura(path: Path) -> Answer:
    """Read a page with the command line, from stdin; errors are in its exit code and its log."""
    command = [Path(sys.executable).with_name("trafilatura")]
    done = subprocess.run(command, stdin=path.open("rb"), capture_output=True, text=True, check=False)
    if done.returncode < 0 or "Traceback" in done.stderr:
        sys.exit(done.stderr[-500:] or f"signal {-done.returncode}")
    error = done.stderr.strip() or (f"exit {done.returncode}" if done.returncode else None)
    return {"units": [done.stdout], "error": error}


def read_news_please(path: Path) -> Answer:
    """Read a page with the function for fetched pages, which takes decoded text."""
    from newsplease import NewsPlease

    page = path.read_bytes().decode("utf-8", "replace")
    article = NewsPlease.from_html(page, url="https://news.example/1", fetch_images=False)
    text = article.maintext if article is not None and hasattr(article, "maintext") else None
    return {"units": [text or ""], "error": None}


def read_warcio(path: Path) -> Answer:
    """Read every record that could be an article, with its payload decoded."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    units: list[str] = []
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type in ARTICLE_KINDS:
                    units.append(_text(record.content_stream().read()))
    except ArchiveLoadFailed as error:
        return {"units": units, "error": str(error)}
    return {"units": units, "error": None}


def read_fastwarc(path: Path) -> Answer:
    """Read the same records; errors are OSErrors."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    units: list[str] = []
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=kinds, auto_decode="all"):
                units.append(_text(record.reader.read()))
    except OSError as error:
        return {"units": units, "error": str(error) or type(error).__name__}
    return {"units": units, "error": None}


def read_feedparser(path: Path) -> Answer:
    """Read every entry; `bozo` says that the feed was not well-formed."""
    import feedparser

    feed = feedparser.parse(path.read_bytes())
    units = [f"{entry.get('title', '')} {entry.get('summary', '')}" for entry in feed.entries]
    return {"units": units, "error": str(feed.get("bozo_exception", "bozo")) if feed.bozo else None}


def _text(payload: bytes) -> str:
    """The payload as text if it has the content of the case, else ""; still compressed bytes are no unit."""
    return payload.decode("utf-8", "replace") if b"ouncil" in payload or b"<title>" in payload else ""


READERS: dict[str, Callable[[Path], Answer]] = {
    "trafilatura": read_trafilatura,
    "news-please": read_news_please,
    "warcio": read_warcio,
    "fastwarc": read_fastwarc,
    "feedparser": read_feedparser,
}

if __name__ == "__main__":
    main()
