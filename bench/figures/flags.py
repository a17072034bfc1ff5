"""Score the quality rules on annotated paragraphs and on made damage, and count false positives on real articles.

    python -m bench.figures.flags [--benchmark ../shared/bench] [--corpus ../shared/corpus] [--half measure|write]
    python -m bench.figures.flags --half write [--show]

A flag is right if an annotation of its rule shares a character with it. No language is declared: that of each paragraph
is detected. The tables:

- "marked": the annotated paragraphs of the benchmark; "made": other kinds of damage (damage.py), in other paragraphs.
- "held out": words of other languages that slipped in (bench/damage/slips.py), and leftovers of prompts and templates
  (bench/damage/leftovers.py) with sentences that only look like them. Their kinds are split into halves: rules are
  written on the half "write", figures come from "measure", whose texts --show refuses to print.
- the flags of the damage rules per 1,000 paragraphs of texts as published. --show prints them, because some of these
  texts really are damaged.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from bench.damage.halves import HALVES
from bench.damage.leftovers import leftovers
from bench.damage.slips import slips
from bench.damage.undamaged import Sections, carriers, undamaged
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
    """Print the tables, and the CPU time of the rules."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench"))
    arguments.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    arguments.add_argument("--half", choices=HALVES, default="measure", help="of the kinds of damage")
    arguments.add_argument("--show", action="store_true", help="print missed and false flags")
    options = arguments.parse_args()
    if options.show and options.half == "measure":
        raise SystemExit("the texts of the measuring half are not shown: --half write")
    marked = _lines(options.benchmark / "structure" / "flags" / "paragraphs.jsonl")
    enrich(_article([("", ["Loads the model."])]), DOCUMENT)
    _score("marked", marked, options.show)
    clean, texts = [row for row in marked if not row["flags"]], carriers(options.benchmark)
    _score("made", [*damaged(texts), *clean], options.show)
    name = "held out" if options.half == "measure" else options.half
    rows = [*slips(options.half, options.corpus, texts), *leftovers(options.half, texts)]
    _score(name, rows, options.show)
    _print_least(name, rows)
    _count_false(options, options.show)


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


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


def _print_least(name: str, rows: list[dict[str, Any]]) -> None:
    """Print the recall of each kind as one figure, the mean over kinds, and of the worst tenth of the kinds."""
    of_kind: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        issues = _issues([("", row["text"].split("\n\n"))])
        of_kind[row["kind"]] += [
            any(issue.rule == flag["flag"] and _shares(issue, flag) for issue in issues) for flag in row["flags"]
        ]
    recalls = sorted(sum(hits) / len(hits) for hits in of_kind.values() if hits)
    worst = recalls[: max(1, len(recalls) // 10)]
    print(f"{name} kinds {len(recalls)}, mean recall {sum(recalls) / len(recalls):.3f}", end="")
    print(f", of the worst tenth {sum(worst) / len(worst):.3f}")


def _count_false(options: argparse.Namespace, show: bool) -> None:
    """Print the number of flags of the damage rules on texts as published, and the CPU time of the rules."""
    print(f"\n{'':24}{'paragraphs':>11}{'flags':>7}{'per 1,000':>11}  by rule")
    for name, articles in undamaged(options.benchmark, options.corpus):
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


def _issues(sections: Sections) -> tuple[QualityIssue, ...]:
    return enrich(_article(sections), DOCUMENT).quality_issues


def _article(sections: Sections) -> Article:
    body = Body(
        sections=tuple(
            Section(heading=_block(heading, Role.HEADING) if heading else None, paragraphs=tuple(map(_block, texts)))
            for heading, texts in sections
        )
    )
    return Article(format="text", parser="text/1", body=body)


def _block(text: str, role: Role = Role.PARAGRAPH) -> Block:
    return Block(role=role, text=text, detected_by="bench")


if __name__ == "__main__":
    main()
