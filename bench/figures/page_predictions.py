"""Predictions of `khabar parse` for the benchmarks of web pages."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

UNKNOWN_URL = "http://page-{}.invalid/"  # a WARC record needs a URL; this one has no information


def predict(pages: Iterable[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the prediction for each page {id, data, url, fetched}, in order; a rejected page has no text.

    The pages go through a WARC file, so that URLs and fetch times are known. The HTTP headers have no charset.
    """
    ids = write_warc(pages, folder / "pages.warc")
    file = folder / "pages.warc"
    lines = subprocess.run([khabar_command(), "parse", file], stdout=subprocess.PIPE, check=True).stdout
    for page_id, parsed in zip(ids, map(json.loads, lines.splitlines()), strict=True):
        yield prediction(page_id, parsed)


def khabar_command() -> str:
    """The command `khabar` of this environment."""
    return shutil.which("khabar", path=str(Path(sys.executable).parent)) or "khabar"


def write_warc(pages: Iterable[dict[str, Any]], path: Path) -> list[str]:
    """Write a response record for each page, and return the ids in order."""
    ids = []
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        for page in pages:
            ids.append(page["id"])
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            url = page["url"] or UNKNOWN_URL.format(len(ids))
            dated = {"WARC-Date": page["fetched"]} if page.get("fetched") else {}
            record = writer.create_warc_record(
                url, "response", payload=BytesIO(page["data"]), http_headers=http, warc_headers_dict=dated
            )
            writer.write_record(record)
    return ids


def prediction(page_id: str, parsed: dict[str, Any]) -> dict[str, Any]:
    """An object of `khabar parse` in the format of the scorers of pages."""
    if parsed["outcome"] != "parsed":
        return {"id": page_id, "rejected": parsed["reason"]}
    headings = [section["heading"] for section in parsed["sections"] if section["heading"]]
    return {
        **parsed,
        "id": page_id,
        "text": "\n".join(main_text(parsed)),
        "headings": headings,
        "date": parsed["published_at"] or parsed["published_on"],
        "published": parsed["published_at"] or parsed["published_on"],
        "modified": parsed["modified_at"],
        "tags": parsed["topics"],
    }


def main_text(parsed: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of summary, facts and sections, which the gold texts of the benchmarks contain."""
    yield from parsed["summary"]
    yield from parsed["facts"]
    for section in parsed["sections"]:
        if section["heading"]:
            yield section["heading"]
        yield from section["paragraphs"]


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """Write the rows as JSON Lines, and return the path."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path
