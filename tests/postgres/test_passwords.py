"""The file of passwords: made once, read by psql, and kept from others."""

from pathlib import Path

import pytest

from etl.postgres.passwords import FILE, load_passwords
from etl.postgres.roles import LoginRole

HOST = "127.0.0.1"


def test_each_role_has_a_password_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    made = load_passwords(tmp_path, HOST)

    assert set(made) == set(LoginRole)
    assert len(set(made.values())) == len(LoginRole)
    assert min(map(len, made.values())) > 40  # nobody guesses 32 random bytes
    assert load_passwords(tmp_path, HOST) == made
    (tmp_path / "other").mkdir()
    assert set(load_passwords(tmp_path / "other", HOST).values()).isdisjoint(made.values())


def test_the_file_is_as_psql_reads_it_and_for_its_owner_only(tmp_path: Path) -> None:
    (tmp_path / "pgpass.new").touch(mode=0o644)  # an earlier start was killed

    made = load_passwords(tmp_path, HOST)

    (file,) = tmp_path.iterdir()
    assert file.name == FILE == "pgpass"
    assert file.read_text().splitlines() == [f"127.0.0.1:*:*:{role}:{made[role]}" for role in LoginRole]
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_the_role_khabar_of_an_older_file_becomes_the_bootstrap_role(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("127.0.0.1:*:*:khabar:geheim\n")

    made = load_passwords(tmp_path, HOST)

    assert made[LoginRole.BOOTSTRAP] == "geheim"
    assert set(made) == set(LoginRole)
    assert len(set(made.values())) == len(LoginRole)
    assert load_passwords(tmp_path, HOST) == made


@pytest.mark.parametrize("line", ["", "# a note", "127.0.0.1:*:*:ann:hers", "khabar_loader"])
def test_passwords_that_are_there_are_kept_whatever_else_is_in_the_file(tmp_path: Path, line: str) -> None:
    made = load_passwords(tmp_path, HOST)
    file = tmp_path / FILE
    kept = [each for each in file.read_text().splitlines() if ":airflow:" not in each]
    file.write_text("\n".join([line, *kept]) + "\n")

    again = load_passwords(tmp_path, HOST)

    changed = {role for role in LoginRole if again[role] != made[role]}
    assert changed == {LoginRole.AIRFLOW}
    assert load_passwords(tmp_path, HOST) == again
