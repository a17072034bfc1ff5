"""Outcomes of other tools on the hostile set, each for the kinds of files that it promises to read.

    python -m bench.figures.hostile_peers [--input DIR] [--write]

Installs trafilatura, news-please, warcio, fastwarc and feedparser into a folder that is deleted afterwards. Every file
is read in a separate process, with limits of time and memory. Prints a table, and every case that is not right;
`--write` puts the table between the marks in docs/reliability.md.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.figures.hostile import MAKER, path_of, units_of
from etl.ingest.inputs.file_names import text_of_name

READER = Path(__file__).with_name("hostile_peer_reader.py")
PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
MARKS = ("<!-- hostile peers: begin -->", "<!-- hostile peers: end -->")
HANGS_SECONDS = 1200  # of elapsed time: the machine may be busy
CPU_SECONDS = 60  # of processor time; more counts as a hang
MEMORY_BYTES = 4 * 1024**3
PEERS = {
    "trafilatura (command line)": ("trafilatura", "pages: the main text, or nothing", ("html",)),
    "news-please (from_html)": ("news-please", "pages: the article with its text, or None", ("html",)),
    "warcio (ArchiveIterator)": ("warcio", "WARC: each record, payload decoded, or an error", ("warc",)),
    "fastwarc (ArchiveIterator)": ("fastwarc", "WARC: each record, payload decoded, or an error", ("warc",)),
    "feedparser (parse)": ("feedparser", "feeds: each entry; `bozo` if a feed is not well-formed", ("xml",)),
}
# Cases that need what no reader of records or feeds promises: a judgement about a record, or another format.
NOT_PROMISED = (
    *("status_404_301_206.warc", "not_html.warc", "same_id_twice.warc", "no_http_headers.warc"),
    *("url_with_space_and_nul.warc", ".nitf.xml", "newsml_no_text.xml"),
)
VERDICTS = ("right", "stopped with an error", "silently lost", "silently invented", "crashed", "hung")
Case = dict[str, Any]


def main() -> None:
    """Read the set with every tool and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, help="a folder that make_hostile.py has filled")
    parser.add_argument("--write", action="store_true", help="write the table into docs/reliability.md")
    options = parser.parse_args()
    if options.input is None and not MAKER.exists():
        print(f"skipped: {MAKER} is not there")
        return
    with tempfile.TemporaryDirectory() as folder:
        hostile = options.input or Path(folder) / "hostile"
        if options.input is None:
            subprocess.run([sys.executable, MAKER, "--out", hostile], check=True, stdout=sys.stderr)
        table = _table(hostile, Path(folder))
    print(table)
    if options.write:
        _write(table)


def _table(hostile: Path, folder: Path) -> str:
    cases = [json.loads(line) for line in (hostile / "cases.jsonl").read_text().splitlines()]
    python = _installed(folder)
    versions = json.loads(_output([python, READER, "versions"]))
    ours = units_of(hostile)
    rows = []
    for name, (package, promise, groups) in PEERS.items():
        chosen = [case for case in cases if case["group"] in groups and not case["path"].endswith(NOT_PROMISED)]
        chosen = [case for case in chosen if not case["path"].endswith("00_good.txt")]
        theirs = Counter(_told(name, case, _read(python, package, hostile / path_of(case["path"]))) for case in chosen)
        own = Counter(_told("khabar", case, _khabar(ours, case)) for case in chosen)
        rows.append((f"{name} {versions[package]}", promise, len(chosen), theirs))
        rows.append(("Khabar on the same files", "", len(chosen), own))
    return _shown(rows)


def _installed(folder: Path) -> Path:
    """A Python with the newest versions of the tools."""
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    packages = [package for package, _, _ in PEERS.values()]
    install: list[str | Path] = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python]
    subprocess.run([*install, *packages], check=True, stdout=sys.stderr)
    return python


def _read(python: Path, package: str, path: Path) -> Case:
    """The result of the tool for one file: {"units": [texts], "error": message or None}, or {"end": how it died}."""
    command: list[str | Path] = [python, READER, package, path]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=HANGS_SECONDS, check=False, preexec_fn=_limit
        )
    except subprocess.TimeoutExpired:
        return {"end": "hung"}
    if done.returncode in (-24, -9):  # SIGXCPU, and the SIGKILL after it
        return {"end": "hung"}
    if done.returncode != 0:
        return {"end": "crashed", "error": done.stderr[-200:]}
    answer: Case = json.loads(done.stdout.splitlines()[-1])
    return answer


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _khabar(units: dict[str, list[dict[str, Any]]], case: Case) -> Case:
    found = units[text_of_name(os.fsencode(path_of(case["path"])))]
    texts = [json.dumps(unit, ensure_ascii=False) for unit in found if unit["outcome"] == "parsed"]
    told = [unit["reason"] for unit in found if unit["reason"]] + [
        i["rule"] for u in found for i in u["quality_issues"]
    ]
    return {"units": texts, "error": ", ".join(told) or None}


def _told(name: str, case: Case, answer: Case) -> str:
    verdict = _verdict(case, answer)
    if verdict != "right":
        said = str(answer.get("error"))[:100]
        print(f"{name}: {case['path']}: {verdict}, {len(answer.get('units', []))} units, said {said!r}", flush=True)
    return verdict


def _verdict(case: Case, answer: Case) -> str:
    """The verdict on one case, one of VERDICTS. A unit counts if it has text.

    Doubt favours the tool: if no unit is expected, one is right if the tool reports an error; and text of a damaged
    page is right without a report.
    """
    if "end" in answer:
        return str(answer["end"])
    units = sum(1 for text in answer["units"] if text.strip())
    wanted, is_told = int(case["rows"]), bool(answer["error"])
    if case["expect"] == "rejected":
        return "right" if is_told or (not units and case["group"] != "warc") else _unsaid(units)
    if units > wanted and case["expect"] == "rows":
        return "silently invented"
    if units < wanted:
        return "stopped with an error" if is_told else "silently lost"
    return "right" if case["expect"] == "rows" or case["group"] == "html" or is_told else "silently lost"


def _unsaid(units: int) -> str:
    return "silently invented" if units else "silently lost"


def _shown(rows: Sequence[tuple[str, str, int, Counter[str]]]) -> str:
    head = ["tool", "promises", "cases", *VERDICTS]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for name, promise, cases, counts in rows:
        lines.append("| " + " | ".join([name, promise, str(cases), *(str(counts[each]) for each in VERDICTS)]) + " |")
    return f"Measured on {date.today().isoformat()} by `python -m bench.figures.hostile_peers`.\n\n" + "\n".join(lines)  # noqa: DTZ011


def _write(table: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    PAGE.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{after}", encoding="utf-8")


def _output(command: Sequence[str | Path]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
