"""A corpus of every kind of file: some hundred units with revisions, copies, archives and broken ones."""

import gzip
import html
import json
import random
from collections.abc import Callable
from pathlib import Path

from archives import make_tar, make_zip
from corpus import WORDS
from warc_records import compressed, http_response, warc_record


def make_many_kinds(folder: Path, size: int = 20, seed: int = 7) -> None:
    """Write about `25 * size` units in about `5 * size` files; the same for the same size and seed."""
    choose = random.Random(seed)
    files = _plain(choose, size) | _collections(choose, size) | _archives(choose, size) | _broken()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def sentence(choose: random.Random, words: int = 14) -> str:
    """A sentence of invented news."""
    return " ".join(choose.choices(WORDS, k=words)).capitalize() + "."


def text(choose: random.Random, number: int) -> bytes:
    """A plain text with facts, a summary and two sections."""
    facts = "".join(f"- {sentence(choose)}\n" for _ in range(2))
    sections = "".join(f"Part {part} of {number}\n{sentence(choose, 30)}\n" for part in range(2))
    return f"Key facts\n{facts}Summary\n{sentence(choose, 20)}\n{sections}".encode()


def page(choose: random.Random, number: int, revision: int = 0) -> bytes:
    """A page of a site, with its address, date and author."""
    paragraphs = "".join(f"<p>{html.escape(sentence(choose, 25))}</p>" for _ in range(4))
    return (
        f'<html lang="en"><head><title>Page {number}</title><meta name="author" content="Author {number % 5}">'
        f'<link rel="canonical" href="https://pages.example/{number}">'
        f'<meta property="article:published_time" content="2026-09-{number % 28 + 1:02}T08:{revision:02}:00Z"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Page {number}</h1>{paragraphs}</article></body></html>"
    ).encode()


def record(choose: random.Random, number: int, site: str) -> str:
    """One article as JSON: every third revises an earlier one, every tenth repeats one text."""
    address = number - number % 3
    return json.dumps(
        {
            "url": f"https://{site}.example/{address}",
            "title": f"Report {address}",
            "maintext": "\n".join(sentence(choose, 30) for _ in range(3)) if number % 10 else "The same text again.",
            "date_publish": f"2026-10-{number % 28 + 1:02} 08:00:00",
            "authors": [f"Author {number % 7}"],
            "language": "en",
        }
    )


def _plain(choose: random.Random, size: int) -> dict[str, bytes]:
    files = {f"text/{number:03}.txt": text(choose, number) for number in range(2 * size)}
    files |= {f"pages/{number:03}.html": page(choose, number) for number in range(size)}
    files |= {f"again/{number:03}.html": page(choose, number, revision=1) for number in range(0, size, 2)}
    files |= {f"copies/{number:03}.txt": files[f"text/{number:03}.txt"] for number in range(0, size, 2)}
    files |= {f"packed/{number:03}.html.gz": _gzip(page(choose, 500 + number)) for number in range(size // 2)}
    return files


def _collections(choose: random.Random, size: int) -> dict[str, bytes]:
    lines = [record(choose, number, "lines") if number % 25 != 24 else '{"title": "cut' for number in range(6 * size)]
    array = [record(choose, number, "array") for number in range(2 * size)]
    pages = [
        compressed(
            warc_record("request", b"GET / HTTP/1.1\r\n\r\n", content_type="application/http; msgtype=request"),
            warc_record(
                block=http_response(
                    page(choose, 1000 + number % (2 * size)), status="200 OK" if number % 9 else "404 No"
                ),
                url=f"https://pages.example/{1000 + number % (2 * size)}",
            ),
        )
        for number in range(3 * size)
    ]
    return {
        "records/lines.jsonl": "\n".join(lines).encode(),
        "records/array.json": f"[{','.join(array)}]".encode(),
        "crawl/crawl.warc.gz": b"".join(pages),
        "feeds/rss.xml": _feed(choose, 2 * size, "rss"),
        "feeds/atom.xml": _feed(choose, size, "atom"),
    }


def _exchange(body: bytes, number: int, status: str) -> bytes:
    """A request and its response, as a crawler writes them."""
    return compressed(
        warc_record("request", b"GET / HTTP/1.1\r\n\r\n", content_type="application/http; msgtype=request"),
        warc_record(block=http_response(body, status=status), url=f"https://pages.example/{number}"),
    )


def _feed(choose: random.Random, entries: int, kind: str) -> bytes:
    item: Callable[[int], str] = (
        (lambda n: f"<item><title>Entry {n}</title><link>https://feed.example/{n}</link>{_encoded(choose)}</item>")
        if kind == "rss"
        else (
            lambda n: (
                f'<entry><title>Entry {n}</title><link href="https://atom.example/{n}"/>'
                f'<content type="html">{html.escape(_paragraphs(choose))}</content></entry>'
            )
        )
    )
    items = "".join(item(number) for number in range(entries))
    if kind == "atom":
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title>{items}</feed>'.encode()
    return f'<rss version="2.0"><channel><title>Daily</title><language>en</language>{items}</channel></rss>'.encode()


def _encoded(choose: random.Random) -> str:
    return f"<description>{html.escape(_paragraphs(choose))}</description>"


def _paragraphs(choose: random.Random) -> str:
    return "".join(f"<p>{sentence(choose, 25)}</p>" for _ in range(3))


def _archives(choose: random.Random, size: int) -> dict[str, bytes]:
    inner = make_zip([(f"inner/{number}.txt", text(choose, 3000 + number)) for number in range(size // 4)])
    members = [(f"{number}.txt", text(choose, 2000 + number)) for number in range(size)]
    pages = [(f"{number}.html", page(choose, 4000 + number)) for number in range(size)]
    return {
        "archives/week.zip": make_zip([*members, ("inner.zip", inner), ("empty.txt", b"")]),
        "archives/month.tar.gz": _gzip(make_tar(pages)),
    }


def _broken() -> dict[str, bytes]:
    return {
        "broken/empty.txt": b"",
        "broken/binary.txt": bytes(range(256)) * 8,
        "broken/cut.html.gz": _gzip(b"<html><body><p>" + b"The ferry left. " * 400)[:80],
        "broken/cut.json": b'[{"title": "One", "maintext": "Words that are said."}, {"title": "Tw',
        "broken/login.html": b"<html><body><form>User <input> Password <input></form></body></html>",
    }


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
