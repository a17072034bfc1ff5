"""CPU time and memory for tables of articles: JSON lines, CSV, Parquet, SQLite and XLSX files with the same rows.

    python -m bench.speed.record_files [--rows 20000] [--loaded 2000] [--forms jsonl csv parquet sqlite xlsx]

Reads `--rows` rows of each form in a process of its own, and loads `--loaded` rows of each with `khabar run`, whose
time is for everything: reading, parsing, loading, full-text index, checks, and PostgreSQL. A row has about 2.1 kB, so
that 2,400,000 rows are a CSV file of 5 GB. One file at a time is in the folder for temporary files.
"""

import argparse
import csv
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from html import escape
from itertools import chain, islice
from pathlib import Path

import pyarrow  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]

from bench.speed.cpu import measure
from etl.postgres import server
from etl.settings import load_settings

ROWS, LOADED = 20_000, 2000
GROUP_ROWS = 100_000  # of a Parquet file; written and compressed together
SENTENCES = 30
NAMES = ("url", "title", "date", "text")
KHABAR = Path(sys.executable).with_name("khabar")
WORDS = [f"{a}{b}{c}" for a in ("ba", "ke", "lo", "mi", "tu") for b in ("ran", "dos", "vel") for c in ("", "ta", "s")]
READ = """
import json, re, resource, sys
from pathlib import Path
from etl.documents import Document
from etl.ingest import read_file
from etl.settings import Settings

def peak():  # of this program alone, in kB: proc(5); ru_maxrss includes what it was before it began
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

path = Path(sys.argv[1])
start = peak()
before = resource.getrusage(resource.RUSAGE_SELF)
rows = sum(isinstance(unit, Document) for unit in read_file(path, path.name, Settings()))
after = resource.getrusage(resource.RUSAGE_SELF)
seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"rows": rows, "seconds": seconds, "start": start, "peak": peak()}))
"""
Row = tuple[str, str, str, str]


def main() -> None:
    """Print one line for each form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows that are read; 0: none")
    parser.add_argument("--loaded", type=int, default=LOADED, help="rows that are loaded; 0: none")
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    arguments = parser.parse_args()
    if arguments.rows:
        print(f"{'read':10}{'rows':>10}{'MB':>8}{'CPU s':>9}{'rows per CPU s':>16}{'peak MB':>9}{'at start':>10}")
        for form in arguments.forms:
            _read(form, arguments.rows)
    if arguments.loaded:
        print(f"{'loaded':10}{'rows':>10}{'client':>9}{'server':>9}{'articles per CPU s':>20}{'of JSON lines':>15}")
        _load(arguments.forms, arguments.loaded)


def _read(form: str, count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{form}"
        FORMS[form](path, _rows(count))
        result = subprocess.run([sys.executable, "-c", READ, path], check=True, capture_output=True, text=True)
        found = json.loads(result.stdout)
        size = path.stat().st_size / 1e6
    per_second = found["rows"] / found["seconds"]
    memory = f"{found['peak'] / 1024:9.0f}{found['start'] / 1024:10.0f}"
    print(f"{form:10}{found['rows']:10}{size:8.0f}{found['seconds']:9.1f}{per_second:16.0f}{memory}", flush=True)


def _load(forms: list[str], count: int) -> None:
    """Load the rows of each form into a database of its own, beginning with JSON lines."""
    lines = 0.0
    for form in dict.fromkeys(["jsonl", *forms]):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "in").mkdir()
            FORMS[form](Path(folder) / "in" / f"a.{form}", _rows(count))
            client, of_server = _run(Path(folder))
        per_second = count / (client + of_server)
        lines = lines or per_second
        times = f"{client:9.1f}{of_server:9.1f}{per_second:20.1f}{per_second / lines:15.2f}"
        print(f"{form:10}{count:10}{times}", flush=True)


def _run(folder: Path) -> tuple[float, float]:
    """CPU seconds of `khabar run` and of its server."""
    settings = load_settings(data_dir=folder / "khabar")
    environment = os.environ | {"KHABAR_DATA_DIR": str(settings.data_dir)}

    def khabar(*words: str) -> None:
        subprocess.run([KHABAR, *words], env=environment, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    pid = server.start(settings).pid
    try:
        khabar("db", "up")
        return measure(pid, lambda: khabar("run", "in", "--json"))
    finally:
        server.remove(settings)


def _rows(count: int) -> Iterator[Row]:
    choose = random.Random(1)
    sentences = [" ".join(choose.choices(WORDS, k=10)).capitalize() + "." for _ in range(5000)]
    for number in range(count):
        text = " ".join(choose.choices(sentences, k=SENTENCES))
        day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield f"https://news.example/{number}", f"{sentences[number % 5000][:-1]} {number}", day, text


def _write_lines(path: Path, rows: Iterator[Row]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(dict(zip(NAMES, row, strict=True))) + "\n" for row in rows)


def _write_csv(path: Path, rows: Iterator[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([NAMES])
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)


def _write_parquet(path: Path, rows: Iterator[Row]) -> None:
    schema = pyarrow.schema([(name, pyarrow.string()) for name in NAMES])
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, GROUP_ROWS)):
            columns = [pyarrow.array(column) for column in zip(*batch, strict=True)]
            writer.write_batch(pyarrow.record_batch(columns, schema=schema))


def _write_sqlite(path: Path, rows: Iterator[Row]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"create table article ({', '.join(f'{name} text' for name in NAMES)})")
        connection.executemany("insert into article values (?, ?, ?, ?)", rows)
        connection.commit()


def _write_xlsx(path: Path, rows: Iterator[Row]) -> None:
    """A workbook as programs write it: all texts are shared, in a part of their own."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    named = '<Relationship Id="r{}" Type="' + kind + '/{}" Target="{}"/>'
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        main = named.format(1, "officeDocument", "xl/workbook.xml")
        archive.writestr("_rels/.rels", f"<Relationships>{main}</Relationships>")
        archive.writestr("xl/workbook.xml", f'<workbook xmlns:r="{kind}"><sheet name="a" r:id="r1"/></workbook>')
        parts = named.format(1, "worksheet", "sheet.xml") + named.format(2, "sharedStrings", "texts.xml")
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{parts}</Relationships>")
        with archive.open("xl/texts.xml", "w", force_zip64=True) as file:
            file.write(b"<sst>")
            for row in chain([NAMES], rows):
                count += 1
                file.write("".join(f"<si><t>{escape(cell)}</t></si>" for cell in row).encode())
            file.write(b"</sst>")
        with archive.open("xl/sheet.xml", "w", force_zip64=True) as file:
            file.write(b"<worksheet><sheetData>")
            for number in range(count):
                cells = "".join(f'<c t="s"><v>{number * len(NAMES) + column}</v></c>' for column in range(len(NAMES)))
                file.write(f'<row r="{number + 1}">{cells}</row>'.encode())
            file.write(b"</sheetData></worksheet>")


FORMS: dict[str, Callable[[Path, Iterator[Row]], None]] = {
    "jsonl": _write_lines,
    "csv": _write_csv,
    "parquet": _write_parquet,
    "sqlite": _write_sqlite,
    "xlsx": _write_xlsx,
}


if __name__ == "__main__":
    main()
