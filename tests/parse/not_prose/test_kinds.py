"""What is no prose is named; what people read is not, whatever its shape."""

import json
import re
from pathlib import Path

import pytest
from checkout import SHARED

from etl.documents import Document, Origin
from etl.errors import EmptyArticle, UnknownFormat
from etl.parse import parse_document
from etl.parse.not_prose import kind_of
from etl.parse.not_prose.beginnings import BEGINNINGS
from etl.parse.not_prose.unread_tables import NO_TEXTS, NO_TITLES
from etl.parse.not_prose.without_articles import WITHOUT_ARTICLES
from etl.settings import load_settings

HERE = Path(__file__).parent
TEXTS = SHARED / "bench" / "structure"

# File in refused/ -> what it is refused as.
KINDS = {
    "addresses": "a list of addresses",
    "ads": "a list of advertising sellers (ads.txt)",
    "ascii-table": "a table with 3 columns separated by bars",
    "bars": "a table with 3 columns separated by bars",
    "base64": "data encoded as text (base64, hexadecimal)",
    "bibtex": "references (BibTeX)",
    "brown-slash": "a corpus with tagged words",
    "cdx": "the index of a web archive (CDX)",
    "cdx9": "the index of a web archive (CDX)",
    "commas": "a table with 4 columns separated by commas",
    "css": "a style sheet (CSS)",
    "conllu": "a language corpus with one word per line (CoNLL-U)",
    "comments": "nothing but comments of XML or HTML",
    "csv-sep-line": "a table with 3 columns separated by semicolons",
    "csv-title-line": "a table with 4 columns separated by commas",
    "csv-trailing": "a table with 3 columns separated by commas",
    "csv-two-cols": "a table with 2 columns separated by commas",
    "csv-two-names": "a table with 2 columns separated by commas",
    "ebsco": "an export of EBSCO",
    "endnote": "references (EndNote)",
    "europresse": "an export of Europresse",
    "europresse-with-head": "an export of Europresse",
    "exif": "the properties of a file",
    "factiva": "an export of Factiva",
    "factiva-new": "an export of Factiva",
    "find-list": "a list of files or identifiers",
    "fixed-width": "a table with 4 columns separated by spaces",
    "front-matter-only": "settings or data in YAML",
    "gale": "an export of Gale",
    "genios": "an export of GENIOS (WISO)",
    "genios-fields-below": "an export of GENIOS (WISO)",
    "gettext": "a translation file (gettext)",
    "git-log": "a commit log (Git)",
    "go": "program code",
    "haskell": "program code",
    "heritrix-crawl-log": "a log",
    "hexdump": "data encoded as text (base64, hexadecimal)",
    "htaccess": "settings of a program",
    "htaccess-files": "settings of a program",
    "ids-list": "a list of files or identifiers",
    "iis-log": "a log",
    "ini": "settings of a program",
    "java-trace": "a stack trace",
    "javascript": "program code",
    "json-comment-first": "data similar to JSON, but not valid JSON",
    "json5": "data similar to JSON, but not valid JSON",
    "labels-two-cols": "a table with 2 columns separated by commas",
    "ldif": "entries of a directory (LDIF)",
    "links-markdown": "an index page: a list of links",
    "log": "a log",
    "lrc": "song lyrics with times (LRC)",
    "ls-l": "a listing of files",
    "ls-recursive": "a listing of files",
    "mail-german": "a mail",
    "mail-arabic": "a mail",
    "mail-chinese": "a mail",
    "mail-subject-first": "a mail",
    "makefile": "program code",
    "man-rendered": "a manual page",
    "ner-iob": "a language corpus with one word per line",
    "nexis": "an export of Nexis",
    "nexis-german": "an export of Nexis",
    "ntriples": "RDF statements (N-Triples)",
    "pandas-print": "a table with 4 columns separated by spaces",
    "patch": "a patch (diff)",
    "pickle-0": "a Python pickle",
    "properties-sentences": "settings of a program",
    "proquest": "an export of ProQuest",
    "psql-output": "a table with 3 columns separated by bars",
    "ptb-trees": "a corpus of syntax trees",
    "py-comments": "program code",
    "pydict": "data similar to JSON, but not valid JSON",
    "python": "program code",
    "python-docstrings": "program code",
    "r-pipes": "program code",
    "requirements": "a list of packages",
    "robots": "rules for crawlers (robots.txt)",
    "rtf": "RTF (rich text)",
    "sbv": "subtitles (SBV, SubViewer)",
    "security": "contacts for security (security.txt)",
    "semicolons": "a table with 3 columns separated by semicolons",
    "settings-with-comments": "settings of a program",
    "sha-bsd": "checksums of files",
    "sheet-paste": "a table with 4 columns separated by tabs",
    "shell-comments": "program code",
    "shell-history": "the history of a shell",
    "shell-no-bang": "program code",
    "sql": "SQL statements",
    "sql-create-view": "SQL statements",
    "sql-query": "SQL statements",
    "sql-set-names": "SQL statements",
    "srt": "subtitles (SRT)",
    "ssh-key": "a key or certificate",
    "strings-apple": "settings of a program",
    "tabs-without-header": "a list of numbered sentences",
    "teasers-markdown": "an index page: headlines that are links",
    "tex": "TeX",
    "tex-fragment": "TeX",
    "tokens": "a language corpus with one word per line",
    "toml-long-value": "settings of a program",
    "tree": "a listing of files",
    "treetagger": "a language corpus with one word per line",
    "troff": "a manual page (troff)",
    "tsv-parallel": "pairs of sentences, such as translations",
    "vectors": "vectors",
    "vertical-one-col": "a language corpus with one word per line",
    "webvtt": "subtitles (WebVTT)",
    "wiki": "the source of a wiki page",
    "wiki-short": "the source of a wiki page",
    "words": "a list of words",
    "words-arabic": "a list of words",
    "words-counted": "a list of words with their counts",
    "yaml": "settings or data in YAML",
}


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_what_is_no_prose_is_refused_by_its_name(name: str, kind: str) -> None:
    data = (HERE / "refused" / f"{name}.txt").read_bytes()

    with pytest.raises((UnknownFormat, EmptyArticle), match=f"looks like {re.escape(kind)}") as refused:
        parse_document(Document(origin=Origin(uri="a.txt"), name="a.txt", data=data), load_settings())

    assert isinstance(refused.value, EmptyArticle) == (
        kind in WITHOUT_ARTICLES or str(refused.value).endswith(NO_TEXTS)
    )


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        (
            "commas",
            "looks like a table with 4 columns separated by commas (date, title, author, text), "
            "none of which looks like the texts of articles",
        ),
        ("sql", "looks like SQL statements, which Khabar does not read"),
        ("robots", "looks like rules for crawlers (robots.txt), not like an article"),
        (
            "mail-german",
            "looks like a mail saved as text (if you save it as .eml, its subject, sender and date are read)",
        ),
    ],
)
def test_the_detail_says_what_a_file_is_and_why_it_is_not_read(name: str, detail: str) -> None:
    data = (HERE / "refused" / f"{name}.txt").read_bytes()

    with pytest.raises((UnknownFormat, EmptyArticle), match=f"^{re.escape(detail)}$"):
        parse_document(Document(origin=Origin(uri="a.txt"), name="a.txt", data=data), load_settings())


def test_every_kind_without_articles_is_one_that_is_recognised() -> None:
    assert {*KINDS.values(), *BEGINNINGS.values(), "a list of numbers", "a list of words with their counts"} >= (
        WITHOUT_ARTICLES
    )


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


def test_a_table_in_which_a_column_has_sentences_may_have_articles() -> None:
    texts = ["The bridge is closed until May, said the mayor.", "It opens again on Monday, after nine months."]
    rows = [f"{n};{n * 7};{text}\n" for n, text in enumerate(texts * 4)]

    assert (kind_of("one;two;three\n" + "".join(rows)) or "").endswith(NO_TITLES)
