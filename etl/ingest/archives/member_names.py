"""What zip and tar have in common: which member names are safe to take."""

import re

MAX_NAME_CHARS = 4096
_DRIVE = re.compile(r"[A-Za-z]:")


def is_unsafe(name: str) -> bool:
    """Tell whether a member's name leads out of its archive, is empty, or too long for any path: a sign of malice."""
    if not name or len(name) > MAX_NAME_CHARS:
        return True
    steps = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in steps or _DRIVE.match(name) is not None


def is_sidecar(name: str) -> bool:
    """Tell whether a member was added by an operating system, beside what somebody archived."""
    steps = name.split("/")
    return "__MACOSX" in steps or steps[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")
