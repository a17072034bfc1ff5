"""Names of members, for zip and tar alike: which are unsafe, and which an operating system added."""

import re

MAX_NAME_CHARS = 4096
_DRIVE = re.compile(r"[A-Za-z]:")


def is_unsafe(name: str) -> bool:
    """Whether a member's name is empty, too long for a path, or leads out of the archive: signs of an attack."""
    if not name or len(name) > MAX_NAME_CHARS:
        return True
    steps = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in steps or _DRIVE.match(name) is not None


def is_sidecar(name: str) -> bool:
    """Whether an operating system added this member to the files that somebody archived."""
    steps = name.split("/")
    return "__MACOSX" in steps or steps[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")
