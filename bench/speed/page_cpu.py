"""CPU time of reading web pages, as a multiple of trafilatura's time for the same pages.

    python -m bench.speed.page_cpu [--every 8] [--benchmark ../shared/bench/extraction]

In one process, each page is read by every engine in turn, so that a busy machine slows down all of them. The best of
REPEATS counts. `main text` is decoding, parsing the tree and choosing the blocks. `whole article` is parse_html, with
title, authors, dates, sections and the rest.
"""

import argparse
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import trafilatura

from bench.figures.extraction import read_pages
from etl.decoding.decode import decode
from etl.documents import Document, Origin
from etl.errors import RejectedDocument
from etl.parse.html.article import parse_html
from etl.parse.html.blocks import page_blocks
from etl.parse.html.declared.charset import declared_charset
from etl.parse.html.main_text.choice import choose_blocks
from etl.parse.html.tree import read_tree
from etl.settings import Settings, load_settings

REPEATS = 2
Engine = Callable[[dict[str, Any]], object]


def main() -> None:
    """Print seconds and ratios."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/extraction"))
    arguments.add_argument("--every", type=int, default=8, help="read every Nth page only")
    options = arguments.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    pages = read_pages(options.benchmark, options.every)
    seconds = _seconds(pages, _engines(load_settings()))
    print(f"CPU of {len(pages)} pages, one process, best of {REPEATS}")
    for name, taken in seconds.items():
        print(f"{name:40}{taken:8.2f} s   {taken / seconds['trafilatura, default']:.2f} of trafilatura's default")


def _engines(settings: Settings) -> dict[str, Engine]:
    return {
        "trafilatura, default": lambda page: trafilatura.extract(page["data"], url=page["url"]),
        "trafilatura, with metadata": lambda page: trafilatura.bare_extraction(
            page["data"], url=page["url"], with_metadata=True
        ),
        "khabar, main text": lambda page: _main_text(page, settings),
        "khabar, whole article": lambda page: parse_html(_document(page), settings),
    }


def _main_text(page: dict[str, Any], settings: Settings) -> object:
    tree, _ = read_tree(decode(page["data"], declared_charset(page["data"])).text, settings)
    return choose_blocks(tree, page_blocks(tree), page["url"])


def _document(page: dict[str, Any]) -> Document:
    return Document(
        origin=Origin(uri="page.html", target_url=page["url"]),
        data=page["data"],
        name="page.html",
        media_type="text/html",
    )


def _seconds(pages: list[dict[str, Any]], engines: dict[str, Engine]) -> dict[str, float]:
    """CPU seconds of each engine for all pages, including those that it rejects."""
    seconds = dict.fromkeys(engines, 0.0)
    for page in pages:
        for name, engine in engines.items():
            seconds[name] += min(_taken(engine, page) for _ in range(REPEATS))
    return seconds


def _taken(engine: Engine, page: dict[str, Any]) -> float:
    start = time.process_time()
    with suppress(RejectedDocument):
        engine(page)
    return time.process_time() - start


if __name__ == "__main__":
    main()
