"""Score `khabar parse` on the structure benchmark, and print the tables of its scorer.

    python -m bench.figures.structure [--by lang,variation] [--misses 20] [--benchmark ../shared/bench/structure]
    python -m bench.figures.structure --held-out

The articles are parsed from a temporary folder: the files of authored/ unchanged, those of real/ as one text file
per article. With --held-out, each article is parsed with weights that were fitted on languages of other folds
(bench/fit/held_out.py).
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.fit import held_out

PARTS = ("authored", "real")


def main() -> None:
    """Parse both parts and score each."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/structure"))
    arguments.add_argument("--by", default="", help="what to group by: lang, variation")
    arguments.add_argument("--misses", type=int, default=0, help="name this many articles that are not exact")
    arguments.add_argument("--held-out", action="store_true", help="parse each language with weights fitted on others")
    options = arguments.parse_args()
    if options.held_out:
        held_out.report(options.benchmark)
        return
    with tempfile.TemporaryDirectory() as name:
        for part in PARTS:
            print(f"{part}/", flush=True)
            folder = Path(name) / part
            folder.mkdir()
            ids = write_inputs(options.benchmark / part, folder)
            predictions = folder.with_suffix(".jsonl")
            with predictions.open("w", encoding="utf-8") as file:
                for prediction in predict(folder, ids):
                    file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
            score(options.benchmark, part, predictions, options.by, options.misses)


def write_inputs(part: Path, folder: Path) -> dict[str, str]:
    """Write the input files, and return file name -> article id."""
    texts = part / "articles.jsonl"
    if texts.exists():
        for article in map(json.loads, texts.open(encoding="utf-8")):
            (folder / f"{article['id']}.txt").write_bytes(article["text"].encode())
        return {path.name: path.stem for path in folder.iterdir()}
    ids = {}
    for gold in map(json.loads, (part / "gold.jsonl").open(encoding="utf-8")):
        name = Path(gold["file"]).name
        shutil.copyfile(part / "inputs" / name, folder / name)
        ids[name] = gold["id"]
    return ids


def predict(folder: Path, ids: dict[str, str]) -> Iterator[dict[str, object]]:
    """Yield the output of `khabar parse` for the folder, in the format of the scorer."""
    khabar = shutil.which("khabar", path=str(Path(sys.executable).parent)) or "khabar"
    lines = subprocess.run([khabar, "parse", folder], stdout=subprocess.PIPE, check=True).stdout.splitlines()
    for parsed in map(json.loads, lines):
        if parsed["outcome"] == "parsed":
            yield {
                "id": ids[Path(parsed["uri"]).name],
                "title": parsed["title"],
                "facts": parsed["facts"],
                "summary": parsed["summary"],
                "sections": parsed["sections"],
                "extra": [*parsed["head"], *(extra["text"] for extra in parsed["extra"])],
            }


def score(benchmark: Path, part: str, predictions: Path, by: str, misses: int) -> None:
    """Run the benchmark's scorer, and print the lowest `kept_once` of an article."""
    files: list[str | Path] = ["--gold", benchmark / part / "gold.jsonl", "--pred", predictions]
    subprocess.run([sys.executable, benchmark / "score.py", *files, "--by", by, "--misses", str(misses)], check=True)
    by_article = predictions.with_suffix(".json")
    command: list[str | Path] = [sys.executable, benchmark / "score.py", *files, "--by", "id", "--json", by_article]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    kept = [figures["kept_once"] for figures in json.loads(by_article.read_text(encoding="utf-8")).values()]
    print(f"least kept_once of an article: {min(share for share in kept if share is not None):.4f}", flush=True)


if __name__ == "__main__":
    main()
