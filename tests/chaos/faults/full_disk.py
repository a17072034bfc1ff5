"""A disk is full in the middle of a run: that of the data folder, or that of temporary files."""

import random
import subprocess
from contextlib import suppress
from functools import partial
from pathlib import Path

from archives import make_tar, make_zip
from chaos.fault import Fault
from chaos.many_kinds import text
from chaos.moments import is_between, moments, wait_for
from chaos.sentences import failed_with_a_sentence
from chaos.trials import Arena, Trial

from etl.postgres import server
from etl.settings import MEGABYTE, load_settings

DATA_DISK, SMALL_DISK = "size=320m", "size=4m"
SPOOLED_MEGABYTES = 18  # an archive inside another: larger than what is kept in memory
FILL_BYTES = 64 * 1024


def strike_data(trial: Trial) -> int:
    """Fill the disk of an embedded server until nothing fits; then make room again."""
    _, units = trial.arena.undisturbed(trial.corpus)
    folder = mount(trial, "disk", DATA_DISK)
    trial.use_server_of(folder / "khabar")
    made = trial.start("db", "up")
    assert made.wait() == 0, made.complaint()
    settings = load_settings(data_dir=folder / "khabar")
    trial.stack.callback(server.stop, settings)
    trial.connect(settings)
    process = trial.start()
    if not wait_for(trial, process, moments(trial.choose, units, 1)[0]):
        return 0
    filler = folder / "filler"
    fill(filler)
    code = process.wait()
    filler.unlink()
    assert code == 0 or failed_with_a_sentence(process), process.complaint()
    server.start(settings)
    return code == 1 and is_between(trial, units)


def strike_temporary(trial: Trial) -> int:
    """Give temporary files a disk that is too small for one archive; then give them a large one."""
    trial.corpus = _corpus_with_an_inner_archive(trial.arena)
    small = mount(trial, "small", SMALL_DISK)
    process = trial.start(TMPDIR=str(small))
    process.wait()
    assert failed_with_a_sentence(process), process.complaint()
    assert "No space left" in process.said(), process.complaint()
    assert list(small.iterdir()) == []
    return 1


def mount(trial: Trial, name: str, options: str) -> Path:
    """A small file system in memory, for the time of the trial."""
    folder = trial.arena.folder / f"{trial.folder.name}-{name}"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True, capture_output=True)
    trial.stack.callback(partial(subprocess.run, ["umount", "--lazy", folder], check=True))
    return folder


def fill(file: Path) -> None:
    """Write until the disk is full."""
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while filler.write(bytes(FILL_BYTES)) == FILL_BYTES:
            pass


def hindrance(arena: Arena) -> str | None:
    """Mounting needs rights."""
    folder = arena.folder / "mounting"
    folder.mkdir(exist_ok=True)
    result = subprocess.run(["mount", "-t", "tmpfs", "-o", SMALL_DISK, "tmpfs", folder], capture_output=True, text=True)
    if result.returncode != 0:
        return f"mounting a tmpfs is refused: {result.stderr.strip()}"
    subprocess.run(["umount", folder], check=True)
    return None


def _corpus_with_an_inner_archive(arena: Arena) -> Path:
    folder = arena.folder / "input-inner-archive"
    if not folder.exists():
        folder.mkdir()
        choose = random.Random(1)
        texts = [(f"{number}.txt", text(choose, number)) for number in range(30)]
        inner = make_zip([*texts, ("noise.bin", choose.randbytes(SPOOLED_MEGABYTES * MEGABYTE))])
        (folder / "outer.tar").write_bytes(make_tar([("inner.zip", inner)]))
        for name, data in texts:
            (folder / name).write_bytes(data)
    return folder


FAULTS = (
    Fault(name="disk full: data folder", wanted=3, strike=strike_data, hindrance=hindrance),
    Fault(name="disk full: temporary files", wanted=3, strike=strike_temporary, hindrance=hindrance),
)
