"""Where things are in the checkout, and beside it."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLDEN = ROOT / "tests" / "golden"
SHARED = ROOT.parent / "shared"  # benchmarks and a corpus, where there are any


def golden_inputs() -> list[Path]:
    """The inputs in tests/golden/FORMAT. Next to each is its expected article, with `.json` added to the name."""
    paths = [path for path in sorted(GOLDEN.rglob("*")) if path.is_file() and path.parent.name != "seeds"]
    return [path for path in paths if path.with_suffix("") not in paths]
