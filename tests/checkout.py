"""Where things are in the checkout, and beside it."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLDEN = ROOT / "tests" / "golden"
SHARED = ROOT.parent / "shared"  # benchmarks and a corpus, where there are any
