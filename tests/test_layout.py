"""How the code is laid out: what imports what, how large a module may be, what no file may hold."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest
from checkout import ROOT

MODULES = sorted((ROOT / "etl").rglob("*.py"))
MAX_LINES = 270
# From the bottom up: each imports only from lines below its own, and those of one line not from each other.
LINES = (
    ("errors", "refusal_reasons", "sql_files", "version", "words"),
    ("settings", "atomic_file", "extras", "recognise"),
    ("documents", "decoding", "heads"),
    ("articles",),
    ("article_blocks",),
    ("ingest", "parse", "enrich", "postgres", "workers"),
    ("database",),
    ("load",),
    ("ask",),
    ("stages",),
    ("verify",),
    ("explain", "local_airflow"),
    ("cli",),
)
PARSE_LINES = (
    ("document_lines", "not_prose"),
    ("reading",),
    ("format",),
    ("credits",),
    ("dates",),
    ("text", "file_name"),
    ("html",),
    ("records",),
    ("mail",),
    ("agency",),
)
HTML_LINES = (
    ("parser_limits",),
    ("tree", "lines"),
    ("style_sheets", "data_tables"),
    ("visibility",),
    ("blocks",),
    ("declared", "named_elements", "boilerplate", "looks", "unread_press_exports"),
    ("links", "main_text", "state"),
    ("sections", "line_kinds"),
    ("parts",),
    ("layout", "shown_dates", "index_page", "notice_page"),
    ("read_page", "date_candidates"),
    ("article", "block_reasons"),
    ("format",),
)
HEIGHT = {name: height for height, names in enumerate(LINES) for name in names}

# Imports every module in a new interpreter and prints where one touched the machine while it was imported; what a
# package reads of itself while it is imported, or of the terminal, is that package's affair. Ends with 1 if Airflow
# came in.
IMPORT_ALL = """
import importlib, os, sys

own, *modules = sys.argv[1:]
events = {"open", "os.listdir", "os.mkdir", "os.scandir", "socket.connect", "subprocess.Popen"}
touched = []

def place(stop):
    frame = sys._getframe(2)
    while frame is not None and not stop(frame.f_code.co_filename):
        if frame.f_code.co_filename.startswith(own):
            return f"{frame.f_code.co_filename}:{frame.f_lineno}"
        frame = frame.f_back

def imports(file):
    return file.startswith("<frozen importlib")

def is_package(file):
    return "site-packages" in file or imports(file)

def watch(event, arguments):
    if event in events and (found := place(imports)):
        touched.append(f"{event} {arguments[0]} in {found}")

class Watched(type(os.environ)):
    def __getitem__(self, key):
        if found := place(is_package):
            touched.append(f"environment {key} in {found}")
        return super().__getitem__(key)

os.environ.__class__ = Watched
sys.addaudithook(watch)
for module in modules:
    importlib.import_module(module)
print("\\n".join(touched))
sys.exit(any(name.partition(".")[0] == "airflow" for name in sys.modules))
"""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def part_of(name: str, package: str = "etl") -> str:
    """The part of the package a module belongs to; "" for the package itself and for other packages."""
    return name.removeprefix(f"{package}.").partition(".")[0] if name.startswith(f"{package}.") else ""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> set[str]:
    """The full names of all modules that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names.update(f"{alias.name}." for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize(
    ("package", "lines"), [("etl", LINES), ("etl.parse", PARSE_LINES), ("etl.parse.html", HTML_LINES)]
)
def test_imports_go_down_one_line(package: str, lines: tuple[tuple[str, ...], ...]) -> None:
    height = {name: height for height, names in enumerate(lines) for name in names}
    upward = [
        f"{module} imports {name}"
        for module, path in ((module_name(path), path) for path in MODULES)
        if (own := part_of(module, package))
        for name in sorted(imported(path))
        if (part := part_of(name, package)) in height and part != own and height[part] >= height.get(own, 0)
    ]

    assert upward == []


def test_who_explains_saves_or_shows_an_article_knows_no_format() -> None:
    """It asks the article and its reading: a new format needs nothing there."""
    formats = tuple(f"etl.parse.{path.name}." for path in (ROOT / "etl" / "parse").iterdir() if path.is_dir())
    users = {
        f"{module_name(path)} imports {name}"
        for path in MODULES
        if part_of(module_name(path)) not in ("parse", "enrich", "stages")
        for name in imported(path)
        if name.startswith(formats)
    }

    assert users == set()


def test_only_etl_words_opens_its_tables() -> None:
    reader = "etl.words.read_table.read_rows"
    readers = [module_name(path) for path in MODULES if reader in imported(path)]

    assert readers
    assert [name for name in readers if part_of(name) != "words"] == []


def test_scripts_and_the_ends_of_sentences_stand_in_one_place() -> None:
    """A class of letters or of full stops written elsewhere would know fewer scripts than etl/words/characters.py."""
    written = re.compile(r"\\p\{(?:Han|Hiragana|Thai|Khmer|Myanmar|Hangul)\}|[。！？।؟][。！？।؟]")
    holders = {
        module_name(path): found.group()
        for path in MODULES
        if part_of(module_name(path)) != "words"
        for found in [written.search(path.read_text("utf-8"))]
        if found
    }

    assert holders == {}


def test_every_part_has_its_line() -> None:
    assert {part_of(module_name(path)) for path in MODULES} - set(HEIGHT) <= {"", "__main__"}


def test_every_command_gets_its_database_in_one_place() -> None:
    """There the schema is looked at: a command with an engine of its own would work on any."""
    maker = "etl.database.connect.make_engine"
    users = [path.name for path in MODULES if path.parent.name == "cli" and maker in imported(path)]

    assert users == ["engines.py"]
    assert not any("make_engine(" in path.read_text("utf-8") for path in (ROOT / "etl" / "cli").glob("[!e]*.py"))


def test_etl_runs_without_airflow() -> None:
    users = [module_name(path) for path in MODULES if any(name.startswith("airflow.") for name in imported(path))]

    assert users == []


def test_importing_every_module_touches_no_file_no_variable_and_no_airflow() -> None:
    names = [module_name(path) for path in MODULES if ".migrations." not in module_name(path)]
    command = [sys.executable, "-c", IMPORT_ALL, str(ROOT / "etl"), *names]

    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)

    assert result.stdout.strip() == ""
    assert result.returncode == 0, result.stderr


def test_a_module_stays_small_enough_to_read() -> None:
    # A migration is as long as the tables it makes.
    sizes = {module_name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    large = {name: size for name, size in sizes.items() if size > MAX_LINES and ".migrations." not in name}

    assert large == {}


def test_every_module_says_what_it_is() -> None:
    silent = [module_name(path) for path in MODULES if not ast.get_docstring(tree_of(path))]

    assert silent == []


def test_a_helper_is_named_for_its_topic() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}

    assert [module_name(path) for path in MODULES if path.stem in vague] == []


def test_tests_mirror_the_package() -> None:
    rooms = {(name,) for name in HEIGHT}
    folders = {path.parent.relative_to(ROOT / "tests").parts[:1] for path in (ROOT / "tests").rglob("test_*.py")}
    known = {
        (name,) for name in (*HEIGHT, "dags", "bench", "golden", "docs", "sql", "plugins", "chaos", "mutation")
    } | {()}

    assert folders <= known
    # Below its room, a folder of tests that is none of the package would never be found by its files.
    deeper = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in deeper if folder.parts[:1] in rooms and not (ROOT / "etl" / folder).is_dir()] == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    machine = re.compile(rb"(?<![\w.-])/(?:root|work|home/\w+|Users/\w+|opt|mnt)/[\w.]")

    holders = {
        f"{path.relative_to(ROOT)}: {found.group().decode()}"
        for path in tracked_files()
        if path != Path(__file__)
        for found in [machine.search(path.read_bytes())]
        if found
    }

    assert holders == set()


def test_the_pinned_packages_name_no_host_and_carry_hashes() -> None:
    text = (ROOT / "constraints.txt").read_text()
    pins = re.findall(r"^([\w.-]+)==\S+(?: ; [^\\]+)? \\\n    --hash=sha256:", text, re.MULTILINE)

    assert not re.search(r"https?://|file:|--index|--find-links", text)
    assert len(pins) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 100


def test_the_makefile_names_modules_that_exist() -> None:
    """`make clean` stops the server by one; without it the data would be deleted under a running server."""
    text = (ROOT / "Makefile").read_text("utf-8")
    modules = set(re.findall(r"\bimport (etl[\w.]+)", text))
    imports = re.findall(r"from (etl[\w.]*) import (\w+)", text)

    assert modules
    assert imports
    assert [name for name in modules if find_spec(name) is None] == []
    assert [
        f"{module}.{name}"
        for module, name in imports
        if not hasattr(import_module(module), name) and find_spec(f"{module}.{name}") is None
    ] == []


def test_every_imported_package_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = [name for names in declared["optional-dependencies"].values() for name in names]
    wanted = {re.split(r"[^\w-]", name)[0].lower() for name in declared["dependencies"] + optional}
    providers = packages_distributions()

    packages = (
        {name.partition(".")[0] for path in MODULES for name in imported(path)} - sys.stdlib_module_names - {"etl"}
    )
    undeclared = [name for name in sorted(packages) if not wanted & {p.lower() for p in providers.get(name, [name])}]

    assert undeclared == []
