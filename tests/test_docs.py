"""The pages in docs/ name every container, format, reason and rule of the code; the index names every decision."""

import ast
import importlib
import itertools
import pkgutil
import re
import tomllib
from collections.abc import Iterable, Iterator
from types import ModuleType

import pytest
from checkout import ROOT

import etl
from etl.articles import QualityRule
from etl.enrich.quality.rules import RULES
from etl.ingest import CONTAINERS
from etl.ingest.container import Container
from etl.parse import FORMATS
from etl.parse.format import Format
from etl.refusal_reasons import MAYBE_THE_MACHINE, REASONS
from etl.words.read_table import read_rows
from tools import draw_pipeline

RAISED_WITH_A_REASON = {"LimitExceeded", "refuse", "_lose"}
AGAIN = "; maybe the machine's fault, so it is tried again"
NEVER_OPENED = {"not_chosen", "unreadable_folder", "vanished"}  # entries of folders, not units
# Page, what it says of the number of languages, tables of words, and what their rows have in common.
LANGUAGE_COUNTS: tuple[tuple[str, str, tuple[str, ...], dict[str, str]], ...] = (
    ("parsing.md", "the words of `fact_labels.tsv` ({} languages)", ("fact_labels.tsv",), {}),
    ("parsing.md", "from `metadata_keys.tsv` ({} languages)", ("metadata_keys.tsv",), {}),
    ("parsing.md", "in words and digits of {} languages", ("date_names_cldr.tsv", "date_names_own.tsv"), {}),
    (
        "quality.md",
        "are known in {} languages (`etl/words/quality_phrases.tsv`)",
        ("quality_phrases.tsv",),
        {"rule": "prompt_leftover"},
    ),
    ("quality.md", "known in {} languages (`etl/words/leftover_words.tsv`)", ("leftover_words.tsv",), {}),
    ("quality.md", "Such lines are known in {} languages", ("boilerplate.tsv",), {}),
)
FILE_OF_CODE = re.compile(r"`([a-z0-9_/]+\.(?:py|sql|tsv))[`:]")
BASES = {"rejected", "damaged"}  # classes that are never raised themselves


def names_on(page: str) -> set[str]:
    return set(re.findall(r"`([a-z_0-9]+)`", (ROOT / "docs" / page).read_text(encoding="utf-8")))


def modules() -> Iterator[ModuleType]:
    """All modules of the package."""
    for module in pkgutil.walk_packages(etl.__path__, "etl."):
        if ".migrations." not in module.name:
            yield importlib.import_module(module.name)


def test_the_tables_of_containers_and_formats_are_those_of_the_code(rewrite_golden: bool) -> None:
    check_table(
        "| container | what it is | how it is recognised | its units |\n", map(row_of, CONTAINERS), rewrite_golden
    )
    check_table(
        "| format | what it is | how it is recognised | what becomes of it |\n", map(row_of, FORMATS), rewrite_golden
    )


def test_the_extras_of_the_containers_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = {
        name: [re.split(r"\W", package)[0] for package in listed]
        for name, listed in project["optional-dependencies"].items()
        if name != "airflow"
    }

    assert {each.extra.name: [each.extra.package] for each in CONTAINERS if each.extra} == packages


def test_every_reason_has_its_meaning() -> None:
    reasons = {reason for path in (ROOT / "etl").rglob("*.py") for reason in reasons_in(ast.parse(path.read_text()))}

    assert len(reasons) > 25
    assert reasons - BASES - NEVER_OPENED <= set(REASONS)
    assert names_on("formats.md") >= NEVER_OPENED
    assert set(REASONS) >= MAYBE_THE_MACHINE


def test_the_table_of_reasons_is_that_of_the_code(rewrite_golden: bool) -> None:
    rows = (
        f"| `{name}` | {reason.meaning}{AGAIN if name in MAYBE_THE_MACHINE else ''} | {reason.advice} |\n"
        for name, reason in REASONS.items()
    )
    check_table("| reason | what it means | what to do |\n", rows, rewrite_golden)


def row_of(form: Container | Format) -> str:
    extra = f"; needs the extra `{form.extra.name}`" if isinstance(form, Container) and form.extra else ""
    return f"| `{form.name}` | {form.what}{extra} | {form.recognised_by} | {form.becomes} |\n"


def test_the_map_of_the_rooms_says_what_their_docstrings_say(rewrite_golden: bool) -> None:
    package = ROOT / "etl"
    rooms = {f"`{path.parent.relative_to(ROOT)}/`": path for path in package.rglob("*/__init__.py")}
    modules = {f"`{path.relative_to(ROOT)}`": path for path in package.glob("[!_]*.py")}
    rows = [
        f"| {name} | {(ast.get_docstring(ast.parse(path.read_text('utf-8'))) or '').splitlines()[0]} |\n"
        for name, path in [*sorted(modules.items()), *sorted(rooms.items())]
    ]

    check_table("| folder or module | what is in it |\n", rows, rewrite_golden, page="architecture.md")


def check_table(header: str, rows: Iterable[str], rewrite_golden: bool, page: str = "formats.md") -> None:
    """Compare the rows below a header on a page of docs/, or write them."""
    file = ROOT / "docs" / page
    before, found, rest = file.read_text(encoding="utf-8").partition(header)
    assert found, f"the page has no table with the columns {header}"
    written = "".join(itertools.takewhile(lambda line: line.startswith("|"), rest.splitlines(keepends=True)))
    expected = "|" + "---|" * (header.count("|") - 1) + "\n" + "".join(rows)
    if rewrite_golden:
        file.write_text(before + header + expected + rest.removeprefix(written), encoding="utf-8")
    else:
        assert written == expected, "write it anew with `make golden`"


def test_the_picture_is_drawn_from_its_words(rewrite_golden: bool) -> None:
    picture = ROOT / "docs" / "pipeline.svg"
    if rewrite_golden:
        picture.write_text(draw_pipeline.draw(), encoding="utf-8")
    assert picture.read_text(encoding="utf-8") == draw_pipeline.draw(), "draw it anew with `make golden`"


def test_every_file_of_the_code_that_a_page_names_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    named = {(page.name, name) for page in pages for name in FILE_OF_CODE.findall(page.read_text(encoding="utf-8"))}
    folders = ("etl", "dags", "sql", "tests", "tools", "bench")
    paths = [f"/{path.relative_to(ROOT)}" for folder in folders for path in (ROOT / folder).rglob("*.*")]

    assert len(named) > 20
    assert {(page, name) for page, name in named if not any(path.endswith(f"/{name}") for path in paths)} == set()


@pytest.mark.parametrize(("page", "sentence", "tables", "column"), LANGUAGE_COUNTS, ids=lambda value: str(value)[:40])
def test_the_numbers_of_languages_are_those_of_the_tables(
    page: str, sentence: str, tables: tuple[str, ...], column: dict[str, str]
) -> None:
    languages = {row["language"] for table in tables for row in read_rows(table) if column.items() <= row.items()}
    words = (ROOT / "docs" / page).read_text(encoding="utf-8").split()

    assert sentence.format(len(languages - {"und"})) in " ".join(words)


def test_every_quality_rule_is_on_the_page() -> None:
    """With its severity, as the module that raises it declares it."""
    rules = {rule for module in modules() for rule in vars(module).values() if isinstance(rule, QualityRule)} | {*RULES}
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")

    assert {(rule.name, str(rule.severity)) for rule in rules} == set(
        re.findall(r"^### `(\w+)` \((\w+)\)$", page, re.M)
    )


def test_what_a_rule_hides_is_a_rule() -> None:
    assert {name for rule in RULES for name in rule.hides} <= {rule.name for rule in RULES}


def test_every_format_has_an_expected_article() -> None:
    expected = (ROOT / "tests" / "golden").rglob("*.json")
    seen = {name for path in expected for name in re.findall(r'"format": "(\w+)"', path.read_text(encoding="utf-8"))}
    seen |= {path.name for path in (ROOT / "tests" / "golden").iterdir()}

    assert {known.name for known in FORMATS} - {"xml"} <= seen  # of it nothing becomes an article


def test_the_index_of_decisions_has_every_record() -> None:
    """Number, page, title and date of each record; the numbers count from 1 and are used once."""
    docs = ROOT / "docs"
    row = r"^\| \[D(\d+)\]\(decisions/(\w+)\.md#d\1-\S+\) \| (.+) \| ([\d-]{10}) \|$"
    record = r"^## D(\d+) (.+)\n\n- \*\*Date\*\*: ([\d-]{10})"
    listed = sorted(
        (int(number), *rest)
        for number, *rest in re.findall(row, (docs / "decisions.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    written = [
        (int(number), page.stem, title, day)
        for page in (docs / "decisions").glob("*.md")
        for number, title, day in re.findall(record, page.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert sorted(listed) == sorted(written)
    assert sorted(number for number, *_ in listed) == list(range(1, len(listed) + 1))


def reasons_in(tree: ast.AST) -> set[str]:
    """Reasons as class attributes, keyword arguments, and first arguments of what raises with a reason."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "reason" for target in node.targets):
            found |= texts([node.value])
        if isinstance(node, ast.Call):
            found |= texts(keyword.value for keyword in node.keywords if keyword.arg == "reason")
            if getattr(node.func, "id", getattr(node.func, "attr", "")) in RAISED_WITH_A_REASON:
                found |= texts(node.args[:2])
    return {reason for reason in found if ":" not in reason and " " not in reason}


def texts(nodes: Iterable[ast.AST]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
