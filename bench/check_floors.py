"""Run the quality benchmarks and compare their figures with bench/floors.json: a figure may rise, never fall.

    python -m bench.check_floors [--raise]

Only scripts of measures with a floor are run (see bench/measures.py). `--raise` writes the figures that are better. If
there is no ../shared/bench next to the checkout, nothing is measured, and the exit code is 0.
"""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from bench import measures
from bench.measures import Measure


def main() -> None:
    """Print every figure with its floor; exit 1 if one has fallen."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--raise", dest="write", action="store_true", help="write the figures that are better")
    write = arguments.parse_args().write
    if not measures.BENCHMARKS.is_dir():
        print(f"skipped: {measures.BENCHMARKS.name}/ is not there")
        return
    held = {script: [m for m in of_script if m.floor is not None] for script, of_script in measures.load().items()}
    scripts = [script for script, of_script in held.items() if of_script]
    figures: dict[Measure, float] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for script, output in zip(scripts, pool.map(measures.output_of, scripts), strict=True):
            figures |= _figures(held[script], output)
    if write:
        measures.save_floors({m.name: _better(m, figure) for m, figure in figures.items()})
    fallen = [measure.name for measure, figure in figures.items() if not measure.is_good(figure, _floor(measure))]
    if fallen:
        sys.exit(f"worse than their floors: {', '.join(fallen)}")


def _figures(held: list[Measure], output: str) -> dict[Measure, float]:
    figures = {}
    for measure in held:
        figure = measure.figure(output)
        if figure is None:
            raise SystemExit(f"{measure.script} printed no {measure.name}")
        print(f"{measure.name:40}{figure:9.3f}   floor {_floor(measure):.3f}", flush=True)
        figures[measure] = figure
    return figures


def _floor(measure: Measure) -> float:
    assert measure.floor is not None
    return measure.floor


def _better(measure: Measure, figure: float) -> float:
    return min(figure, _floor(measure)) if measure.lower else max(figure, _floor(measure))


if __name__ == "__main__":
    main()
