"""Score the quality rules on annotated paragraphs and on generated damage, and count false positives on real articles.

    python -m bench.figures.flags [--benchmark ../shared/bench] [--show]

A flag is right if an annotation of its rule shares a character with it. No language is declared: that of each paragraph
is detected. The second table is for other kinds of damage than the annotated set has (damage.py), in other paragraphs.
The third counts the flags of the damage rules per 1,000 paragraphs of real articles. --show prints these flags, because
some of the articles really are damaged.
"""

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.figures.damage import damaged
from etl.articles import Article, Block, Body, QualityIssue, Role, Section
from etl.documents import Document, Origin
from etl.enrich import enrich

DAMAGE = (
    "mixed_script_glitch",
    "untranslated",
    "mojibake",
    "homoglyph",
    "repeated_text",
    "prompt_leftover",
    "placeholder",
)
SCORED = (*DAMAGE, "boilerplate")
DOCUMENT = Document(origin=Origin(uri="a.txt"), name="a.txt", data=b"")


def main() -> None:
    """Print the three tables, and the CPU time of the rules."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench"))
    arguments.add_argument("--show", action="store_true", help="print missed and false flags")
    options = arguments.parse_args()
    marked = [json.loads(line) for line in _open(options.benchmark / "structure" / "flags" / "paragraphs.jsonl")]
    enrich(_article([("", ["Loads the model."])]), DOCUMENT)
    _score("marked", marked, options.show)
    clean = [row for row in marked if not row["flags"]]
    _score("made", [*damaged(_carriers(options.benchmark)), *clean], options.show)
    _count_false(options.benchmark, options.show)


def _score(name: str, rows: list[dict[str, Any]], show: bool) -> None:
    """Print precision and recall of each rule on paragraphs with annotations."""
    found, wanted, right, hit = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        issues = [issue for issue in _issues([("", row["text"].split("\n\n"))]) if issue.rule in SCORED]
        for issue in issues:
            found[issue.rule] += 1
            is_right = any(flag["flag"] == issue.rule and _shares(issue, flag) for flag in row["flags"])
            right[issue.rule] += is_right
            if show and not is_right:
                print(f"false {issue.rule} {row['id']} {row['kind']} {row['lang']}: {issue.evidence}")
        for flag in row["flags"]:
            wanted[flag["flag"]] += 1
            is_hit = any(flag["flag"] == issue.rule and _shares(issue, flag) for issue in issues)
            hit[flag["flag"]] += is_hit
            if show and not is_hit:
                print(f"missed {flag['flag']} {row['id']} {row['kind']} {row['lang']}: {flag['span'][:100]}")
    print(f"\n{name}: {len(rows)} paragraphs\n{'':24}{'n':>6}{'found':>7}{'precision':>11}{'recall':>8}")
    for rule in (*SCORED, "ALL"):
        n, f = (wanted.total(), found.total()) if rule == "ALL" else (wanted[rule], found[rule])
        r, h = (right.total(), hit.total()) if rule == "ALL" else (right[rule], hit[rule])
        print(f"{name} {rule:24}{n:6}{f:7}{r / f if f else 1:11.3f}{h / n if n else 1:8.3f}")


def _shares(issue: QualityIssue, flag: dict[str, Any]) -> bool:
    """Whether an issue and an annotation share a character; those of generated damage have a place, too."""
    if "where" in flag and flag["where"] != issue.place:
        return False
    return bool((issue.start or 0) < flag["end"] and flag["start"] < (issue.end or 0))


def _count_false(benchmark: Path, show: bool) -> None:
    """Print the number of flags of the damage rules on real articles, and the CPU time of the rules."""
    print(f"\n{'':24}{'paragraphs':>11}{'flags':>7}{'per 1,000':>11}  by rule")
    for name, articles in (
        ("real", _real(benchmark)),
        ("extraction", _extraction(benchmark)),
        ("pages", _pages(benchmark)),
    ):
        counts: Counter[str] = Counter()
        paragraphs, characters, start = 0, 0, time.process_time()
        for label, sections in articles:
            paragraphs += sum(len(texts) for _, texts in sections)
            characters += sum(len(text) for _, texts in sections for text in texts)
            for issue in _issues(sections):
                if issue.rule in DAMAGE:
                    counts[issue.rule] += 1
                    if show:
                        print(f"{name} {label} {issue.rule} {issue.place}: {(issue.evidence or '')[:110]!r}")
        milliseconds = 5_000_000 * (time.process_time() - start) / characters
        told = ", ".join(f"{rule} {count}" for rule, count in counts.most_common())
        print(f"{name:24}{paragraphs:11}{counts.total():7}{1000 * counts.total() / paragraphs:11.2f}  {told}")
        share = 1 - counts.total() / paragraphs
        print(
            f"{name + ' unflagged':24}{share:11.4f}; {milliseconds:.2f} ms of CPU for 5,000 characters, with languages"
        )


def _issues(sections: Iterable[tuple[str, list[str]]]) -> tuple[QualityIssue, ...]:
    return enrich(_article(sections), DOCUMENT).quality_issues


def _article(sections: Iterable[tuple[str, list[str]]]) -> Article:
    body = Body(
        sections=tuple(
            Section(heading=_block(heading, Role.HEADING) if heading else None, paragraphs=tuple(map(_block, texts)))
            for heading, texts in sections
        )
    )
    return Article(format="text", parser="text/1", body=body)


def _block(text: str, role: Role = Role.PARAGRAPH) -> Block:
    return Block(role=role, text=text, detected_by="bench")


def _open(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from file


def _real(benchmark: Path) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    for gold in map(json.loads, _open(benchmark / "structure" / "real" / "gold.jsonl")):
        sections = [(section["heading"] or "", section["paragraphs"]) for section in gold["sections"]]
        yield gold["id"], [("", gold["facts"]), ("", gold["summary"]), *sections]


def _extraction(benchmark: Path) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    with gzip.open(benchmark / "extraction" / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        for gold in map(json.loads, file):
            texts = [text for text in (gold.get("text") or "").splitlines() if text.strip()]
            if texts:
                yield gold["id"], [("", texts)]


def _pages(benchmark: Path) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    for gold in map(json.loads, _open(benchmark / "pages" / "gold.jsonl")):
        yield gold["id"], [("", [text for text in gold["text"].splitlines() if text.strip()])]


def _carriers(benchmark: Path) -> dict[str, list[str]]:
    """Language -> paragraphs that are not in the annotated set, from web pages."""
    carriers: dict[str, list[str]] = defaultdict(list)
    for gold in map(json.loads, _open(benchmark / "pages" / "gold.jsonl")):
        carriers[gold["lang"]] += [text for text in gold["text"].splitlines() if 80 <= len(text) <= 600]
    with gzip.open(benchmark / "extraction" / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        for gold in map(json.loads, file):
            if gold.get("lang") and gold["source"] == "fundus_tests":
                texts = [text for text in gold["text"].splitlines() if 80 <= len(text) <= 600]
                carriers[gold["lang"]] += texts[:6]
    return {language: list(dict.fromkeys(texts)) for language, texts in sorted(carriers.items())}


if __name__ == "__main__":
    main()
