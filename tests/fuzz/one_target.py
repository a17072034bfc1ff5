"""Fuzz one target until libFuzzer's -max_total_time: `python one_target.py TARGET FOLDER [libFuzzer's options]`.

FOLDER/finds gets one input and one traceback for each place that fails; FOLDER/limits.json what one input cost at most.
"""

import json
import resource
import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import atheris

with atheris.instrument_imports(include=["etl"]):
    from oracle import check_file

    from etl.settings import Settings
    from etl.stages.convert import SAMPLES, prepare

from fuzz.repack import mutate
from fuzz.targets import TARGETS

SLOW_SECONDS = 10.0  # of CPU, for an input of 64 KB at most, with every branch of ours counted
GROWTH_BYTES = 512 * 1024 * 1024


class Watch:
    """Runs single inputs, and keeps those that fail."""

    def __init__(self, name: str, folder: Path) -> None:
        self.settings = Settings()
        self.path = folder / TARGETS[name].file_name
        self.finds = folder / "finds"
        self.limits = folder / "limits.json"
        self.most_seconds = 0.0
        self.finds.mkdir(parents=True, exist_ok=True)

    def run(self, data: bytes) -> None:
        """Check one input."""
        self.path.write_bytes(data)
        started, before = time.process_time(), _peak_bytes()
        try:
            check_file(self.path, self.settings)
        except Exception as error:  # noqa: BLE001  # whatever it is: it is what we look for
            self._keep(data, _place_of(error), traceback.format_exc())
        seconds, growth = time.process_time() - started, _peak_bytes() - before
        if seconds > SLOW_SECONDS:
            self._keep(data, f"slow-{int(seconds)}-seconds", f"{seconds:.1f} s of CPU for {len(data)} bytes")
        if growth > GROWTH_BYTES:
            self._keep(data, f"memory-{growth >> 20}-mb", f"{growth} bytes more for {len(data)} bytes")
        if seconds > self.most_seconds:
            self.most_seconds = seconds
            self.limits.write_text(json.dumps({"seconds": round(seconds, 2), "peak_mb": _peak_bytes() >> 20}))

    def _keep(self, data: bytes, place: str, story: str) -> None:
        name = f"{place}-{sha256(place.encode()).hexdigest()[:8]}".replace("/", ".")
        if not (self.finds / name).exists():
            (self.finds / name).write_bytes(data)
            (self.finds / f"{name}.traceback").write_text(story)


def _place_of(error: Exception) -> str:
    """The kind of the error and the last line of ours that it passed: the same place is the same fault."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "site-packages" not in frame.filename]
    return f"{type(error).__name__}-{Path(frames[-1].filename).stem}-{frames[-1].name}-{frames[-1].lineno}"


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Hand over to libFuzzer, which does not return."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    watch = Watch(name, folder)
    prepare(watch.settings, SAMPLES)
    options = [sys.argv[0], *sys.argv[3:]]
    mutator = {"custom_mutator": mutate} if TARGETS[name].is_packed else {}
    atheris.Setup(options, watch.run, **mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
