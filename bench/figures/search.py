"""Score news.search on the search benchmark, with and without the language of the query, and print the scorer's tables.

    python -m bench.figures.search [--by category|lang] [--misses] [--benchmark ../shared/bench/search]

The documents are loaded by `khabar run`, from one JSONL file, into a separate embedded server.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from etl.ask.search import search
from etl.database.connect import make_engine
from etl.postgres import server
from etl.settings import load_settings

KHABAR = Path(sys.executable).with_name("khabar")
ALL_ROWS = 1000
ARTICLES = text("select article_id, external_id from news.articles")


def main() -> None:
    """Load the documents, run every query twice, and score both results."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/search"))
    arguments.add_argument("--by", choices=("category", "lang"), help="what to group by")
    arguments.add_argument("--misses", action="store_true", help="name the queries that are not perfect")
    options = arguments.parse_args()
    more = (["--by", options.by] if options.by else []) + (["--misses"] if options.misses else [])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = load_settings(data_dir=folder / "khabar")
        try:
            server.start(settings)
            _load(options.benchmark / "docs.jsonl", folder)
            engine = make_engine(settings)
            for is_told in (True, False):
                print(f"\nlanguage of the query {'given' if is_told else 'not given'}", flush=True)
                path = folder / "predictions.jsonl"
                lines = (json.dumps(row) for row in _predictions(engine, options.benchmark / "queries.jsonl", is_told))
                path.write_text("\n".join(lines), encoding="utf-8")
                subprocess.run([sys.executable, options.benchmark / "score_search.py", path, *more], check=True)
            engine.dispose()
        finally:
            server.remove(settings)


def _load(documents: Path, folder: Path) -> None:
    """Load the documents from a JSONL file with the usual names of fields."""
    inputs = folder / "in"
    inputs.mkdir()
    with (inputs / "docs.jsonl").open("w", encoding="utf-8") as file:
        for line in documents.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            file.write(json.dumps({"id": row["id"], "language": row["lang"], "text": row["text"]}) + "\n")
    environment = os.environ | {"KHABAR_DATA_DIR": str(folder / "khabar")}
    for command in (("db", "up"), ("run", "in", "--json")):
        subprocess.run([KHABAR, *command], env=environment, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _predictions(engine: Engine, queries: Path, is_told: bool) -> Iterator[dict[str, object]]:
    with engine.connect() as connection:
        names = dict(tuple(row) for row in connection.execute(ARTICLES))
    for line in queries.read_text(encoding="utf-8").splitlines():
        query = json.loads(line)
        language = query["lang"] if is_told else None
        try:
            answer = search(engine, query["query"], language=language, max_rows=ALL_ROWS)
        except DBAPIError as error:
            yield {"query_id": query["id"], "error": str(error)}
        else:
            place = answer.columns.index("article_id")
            yield {"query_id": query["id"], "ids": [names[row[place]] for row in answer.rows]}


if __name__ == "__main__":
    main()
