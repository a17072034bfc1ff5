"""Articles per CPU second from a WARC of generated pages to the tables, compared with trafilatura on the same pages.

    python -m bench.speed.end_to_end [PAGES]

Khabar's time is for everything: reading the WARC, parsing, enriching, loading, full-text index, checks, and PostgreSQL.
trafilatura's time is for trafilatura.extract on the same bytes in one process, without storing anything.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.speed.cpu import measure
from etl.postgres import server
from etl.settings import load_settings

PAGES = 1000
KHABAR = Path(sys.executable).with_name("khabar")
WORDS = [f"{a}{b}{c}" for a in ("ba", "ke", "lo", "mi", "tu") for b in ("ran", "dos", "vel") for c in ("", "ta", "s")]
ALONE = "import sys, json, trafilatura\nfor line in open(sys.argv[1]):\n    trafilatura.extract(json.loads(line))\n"


def main() -> None:
    """Print one line for each, and the ratio."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as folder:
        choose = random.Random(1)
        texts = [_page(choose, number) for number in range(pages)]
        _write_warc(Path(folder) / "in" / "pages.warc.gz", texts)
        _write_lines(Path(folder) / "pages.jsonl", texts)
        settings = load_settings(data_dir=Path(folder) / "khabar")
        pid = server.start(settings).pid
        try:
            environment = os.environ | {"KHABAR_DATA_DIR": str(settings.data_dir)}
            _run([KHABAR, "db", "up"], environment, folder)
            ours = measure(pid, lambda: _run([KHABAR, "run", "in", "--json"], environment, folder))
            alone = [sys.executable, "-c", ALONE, "pages.jsonl"]
            theirs = measure(pid, lambda: _run(alone, environment, folder))
        finally:
            server.remove(settings)
    print(f"{pages} pages of about {len(texts[0]) // 1024} kB; CPU seconds")
    print(f"{'':20}{'client':>8}{'server':>8}{'articles per CPU second':>26}")
    for name, (client, of_server) in (("khabar run", ours), ("trafilatura alone", theirs)):
        print(f"{name:20}{client:8.1f}{of_server:8.1f}{pages / (client + of_server):26.1f}")
    print(f"ratio {sum(theirs) / sum(ours):.2f}")


def _run(command: Sequence[str | Path], environment: dict[str, str], folder: str) -> None:
    subprocess.run(command, env=environment, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _page(choose: random.Random, number: int) -> str:
    def words(count: int) -> str:
        return " ".join(choose.choices(WORDS, k=count)).capitalize()

    links = "".join(f'<li><a href="/{n}">{words(4)}</a></li>' for n in range(60))
    body = "".join(
        f"<h2>{words(5)}</h2>" + "".join(f"<p>{words(70)}. {words(20)}.</p>" for _ in range(3)) for _ in range(5)
    )
    title = words(8)
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - News</title>'
        f'<link rel="canonical" href="https://news.example/2026/11/{number}"></head><body><nav><ul>{links}</ul></nav>'
        f'<article><h1>{title}</h1><p class="byline">By Ann Example</p><ul><li>{words(9)}</li><li>{words(9)}</li></ul>'
        f"{body}</article><aside><ul>{links}</ul></aside><footer><p>{words(40)}</p></footer></body></html>"
    )


def _write_warc(path: Path, texts: list[str]) -> None:
    path.parent.mkdir()
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        for number, text in enumerate(texts):
            url = f"https://news.example/2026/11/{number}"
            payload = BytesIO(text.encode())
            writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))


def _write_lines(path: Path, texts: list[str]) -> None:
    path.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")


if __name__ == "__main__":
    main()
