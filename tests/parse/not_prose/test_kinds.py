"""What is no prose is named; what people read is not, whatever its shape."""

import json
from pathlib import Path

import pytest
from checkout import SHARED

from etl.documents import Document
from etl.errors import UnknownFormat
from etl.parse import parse_document
from etl.parse.not_prose import kind_of
from etl.settings import load_settings

HERE = Path(__file__).parent
TEXTS = SHARED / "bench" / "structure"

# File in refused/ -> what it is refused as.
KINDS = {
    "addresses": "a list of addresses",
    "bars": "a table with 3 columns separated by bars",
    "base64": "data encoded as text (base64, hexadecimal)",
    "bibtex": "references (BibTeX)",
    "cdx": "the index of a web archive (CDX)",
    "commas": "a table with 4 columns separated by commas",
    "css": "a style sheet (CSS)",
    "factiva": "an export of Factiva",
    "gettext": "translations of a program (gettext)",
    "ini": "settings of a program",
    "javascript": "the code of a program",
    "log": "a log",
    "nexis": "an export of Nexis",
    "patch": "changes of files (a patch)",
    "proquest": "an export of ProQuest",
    "python": "the code of a program",
    "robots": "rules for crawlers (robots.txt)",
    "rtf": "RTF (rich text)",
    "semicolons": "a table with 3 columns separated by semicolons",
    "sql": "SQL statements",
    "srt": "subtitles (SRT)",
    "tabs-without-header": "a table with 2 columns separated by tabs",
    "tex": "TeX",
    "tokens": "a corpus with one word a line",
    "troff": "a manual page (troff)",
    "webvtt": "subtitles (WebVTT)",
    "wiki": "the source of a wiki page",
}


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_what_is_no_prose_is_refused_by_its_name(name: str, kind: str) -> None:
    data = (HERE / "refused" / f"{name}.txt").read_bytes()

    with pytest.raises(UnknownFormat, match="looks like") as refused:
        parse_document(Document(uri="a.txt", name="a.txt", data=data), load_settings())

    assert kind in str(refused.value)


@pytest.mark.parametrize("path", sorted((HERE / "prose").glob("*.txt")), ids=lambda path: path.stem)
def test_what_people_read_is_prose(path: Path) -> None:
    assert kind_of(path.read_text(encoding="utf-8")) is None


def test_every_text_of_the_benchmark_is_prose() -> None:
    if not TEXTS.exists():
        pytest.skip(f"{TEXTS} is not there")
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in TEXTS.glob("*/inputs/*")]
    texts += [
        json.loads(line)["text"]
        for path in TEXTS.glob("*/articles.jsonl")
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    ]

    assert len(texts) > 300
    assert [(kind, text[:80]) for text in texts if (kind := kind_of(text))] == []
