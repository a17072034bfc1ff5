"""Files grow, vanish, are replaced, overwritten, or become links while a run reads them; then they are as before."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from chaos.fault import Fault
from chaos.many_kinds import make_many_kinds, page, record
from chaos.moments import MARGIN, wait_for_more
from chaos.trials import Arena, Trial
from snapshot import fingerprint
from warc_records import http_response, warc_record

SIZE = 12
CHANGES_OF_A_KIND = 5
LARGE_BYTES = 30_000  # a page's script; fifty of them make a file that is not read in one piece
NEW_TEXT = "Quite another text\n\nThe mayor said that the other bridge is open again, and nobody disagreed with her.\n"


def strike(trial: Trial) -> int:
    """Change files at moments spread over a run; run again over the changed ones; put the first contents back."""
    original = _original(trial.arena)
    _, units = trial.arena.undisturbed(original)
    trial.corpus = _copy(trial, original)
    changes = _changes(trial.corpus)
    trial.choose.shuffle(changes)
    process = trial.start()
    struck = 0
    for number, (change, path) in enumerate(changes):
        moment = MARGIN + number * (units - 4 * MARGIN) // len(changes)
        wait_for_more(trial, process, moment)
        struck += process.poll() is None
        change(path)
    assert process.wait() == 0, process.complaint()
    trial.run()
    _restore(changes, trial.corpus, original)
    return struck


def expected(trial: Trial) -> str:
    """The fingerprint after three undisturbed runs: as it was, changed, as it was."""
    if "changed" not in trial.arena.facts:
        original = _original(trial.arena)
        with trial.arena.trial(original) as other:
            other.corpus = _copy(other, original)
            other.run()
            changes = _changes(other.corpus)
            for change, path in changes:
                change(path)
            other.run()
            _restore(changes, other.corpus, original)
            other.run()
            trial.arena.facts["changed"] = fingerprint(other.engine)
    found: str = trial.arena.facts["changed"]
    return found


def grow(path: Path) -> None:
    """Somebody appends to the file."""
    with path.open("ab") as file:
        file.write(b"\n" + NEW_TEXT.encode())


def vanish(path: Path) -> None:
    """Somebody deletes it."""
    path.unlink()


def replace(path: Path) -> None:
    """Somebody moves another file over it."""
    draft = path.with_name(f"{path.name}.part")
    draft.write_text(f"{NEW_TEXT}It stands in {path.name}.\n")
    draft.replace(path)


def overwrite(path: Path) -> None:
    """Somebody writes other bytes into it, as many as before."""
    data = path.read_bytes()
    with path.open("r+b", buffering=0) as file:
        file.write(data.replace(b"e", b"o"))


def become_link(path: Path) -> None:
    """Somebody puts a link to a file outside in its place."""
    outside = path.parents[1].with_suffix(".outside")
    outside.write_text(f"{NEW_TEXT}It must never be read.\n")
    path.unlink()
    path.symlink_to(outside)


Change = tuple[Callable[[Path], None], Path]


def _changes(folder: Path) -> list[Change]:
    """The same for every trial: kinds of changes, each with files of its own."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != "broken")
    chosen = iter(random.Random(3).sample(files, len(files)))
    kinds = (grow, vanish, replace, overwrite, become_link)
    large: list[Change] = [(overwrite, folder / "large" / "0.warc"), (grow, folder / "large" / "1.jsonl")]
    taken = {path for _, path in large}
    free = (path for path in chosen if path not in taken)
    return large + [(kind, next(free)) for kind in kinds for _ in range(CHANGES_OF_A_KIND)]


def _original(arena: Arena) -> Path:
    folder = arena.folder / "input-changing"
    if not folder.exists():
        make_many_kinds(folder, SIZE)
        (folder / "large").mkdir()
        choose = random.Random(4)
        (folder / "large" / "0.warc").write_bytes(b"".join(_large_record(choose, number) for number in range(50)))
        padding = f', "x": "{"y" * LARGE_BYTES}"}}'
        lines = [record(choose, 3 * number, "large").replace("}", padding) for number in range(50)]
        (folder / "large" / "1.jsonl").write_text("\n".join(lines))
    return folder


def _large_record(choose: random.Random, number: int) -> bytes:
    script = f"<script>{choose.randbytes(LARGE_BYTES // 2).hex()}</script></body>".encode()
    body = page(choose, 7000 + number).replace(b"</body>", script)
    return warc_record(block=http_response(body), url=f"https://pages.example/{7000 + number}")


def _copy(trial: Trial, original: Path) -> Path:
    return Path(shutil.copytree(original, trial.arena.folder / f"{trial.folder.name}-input"))


def _restore(changes: list[Change], folder: Path, original: Path) -> None:
    for _, path in changes:
        path.unlink(missing_ok=True)
        shutil.copyfile(original / path.relative_to(folder), path)


FAULT = Fault(
    name="files grow, vanish, are replaced, overwritten, become links", wanted=100, strike=strike, expected=expected
)
