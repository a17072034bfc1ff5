"""The passwords of the embedded server's roles: one file in the format of psql and pg_dump."""

from pathlib import Path

from etl.postgres.roles import LoginRole, new_passwords

FILE = "pgpass"


def load_passwords(folder: Path, host: str) -> dict[LoginRole, str]:
    """The password of each role; missing ones are generated, and only their owner can read the file.

    A file older than the roles has one line, for khabar: the role with that name becomes the bootstrap role.
    """
    path = folder / FILE
    lines = path.read_text().splitlines() if path.exists() else []
    fields = [line.split(":") for line in lines]
    found = {LoginRole(parts[3]): parts[4] for parts in fields if len(parts) == 5 and parts[3] in set(LoginRole)}
    if found.keys() == set(LoginRole):
        return found
    if found.keys() == {LoginRole.OWNER}:
        found = {LoginRole.BOOTSTRAP: found[LoginRole.OWNER]}
    passwords = new_passwords() | found
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text("".join(f"{host}:*:*:{role}:{passwords[role]}\n" for role in LoginRole))
    draft.rename(path)
    return passwords
