"""Mutations behind a compression: a changed byte of a gzip file only tests its checksum."""

import bz2
import gzip
import io
import lzma
import random
import zipfile
from collections.abc import Callable

import atheris
import zstandard

MAX_INNER_BYTES = 1024 * 1024
Pair = tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]
CODECS: dict[bytes, Pair] = {
    b"\x1f\x8b": (gzip.decompress, lambda data: gzip.compress(data, 1, mtime=0)),
    b"BZh": (bz2.decompress, bz2.compress),
    b"\xfd7zXZ": (lzma.decompress, lzma.compress),
    b"(\xb5/\xfd": (lambda data: zstandard.decompress(data, max_output_size=MAX_INNER_BYTES), zstandard.compress),
}


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change the stored bytes, or every second time what they hold."""
    if seed % 2:
        return bytes(atheris.Mutate(data, max_size))
    try:
        packed = _mutate_zip(data, max_size, seed) if data.startswith(b"PK") else _mutate_inside(data, max_size)
    except Exception:  # noqa: BLE001  # what is damaged cannot be opened, whatever the library says of it
        packed = None
    return packed if packed and len(packed) <= max_size else bytes(atheris.Mutate(data, max_size))


def _mutate_inside(data: bytes, max_size: int) -> bytes | None:
    for magic, (unpack, pack) in CODECS.items():
        if data.startswith(magic):
            inner = unpack(data)
            return pack(bytes(atheris.Mutate(inner, max_size))) if len(inner) < MAX_INNER_BYTES else None
    return None


def _mutate_zip(data: bytes, max_size: int, seed: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.infolist()
        chosen = random.Random(seed).choice(names)
        for info in names:
            content = old.read(info)[:MAX_INNER_BYTES]
            new.writestr(info, bytes(atheris.Mutate(content, max_size)) if info is chosen else content)
    return file.getvalue()
