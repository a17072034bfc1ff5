"""The roles of a server: how it is addressed, and what is said where they cannot be made."""

from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text

from etl.database.connect import make_engine
from etl.errors import ConfigError, DatabaseError
from etl.postgres import roles, server
from etl.postgres.roles import LoginRole, bootstrap_url, make_roles, new_passwords, version
from etl.settings import Settings


@pytest.fixture
def bootstrap(server_settings: Settings) -> URL:
    if server_settings.database_url is not None:
        pytest.skip("the roles of this server are not ours to make")
    return make_url(server.url(server_settings, LoginRole.BOOTSTRAP))


def test_a_server_is_addressed_by_host_and_port() -> None:
    assert bootstrap_url("db.example:5433", "geheim").render_as_string(hide_password=False) == (
        "postgresql://khabar_bootstrap:geheim@db.example:5433/khabar"
    )
    assert bootstrap_url("::1:5433", "x").host == "::1"


@pytest.mark.parametrize("address", ["", "db.example", ":5433", "db.example:", "db.example:port", "db.example:-1"])
def test_an_address_without_host_or_port_is_refused_by_name(address: str) -> None:
    with pytest.raises(ConfigError, match=f"HOST:PORT, not as '{address}'"):
        bootstrap_url(address, "geheim")


def test_a_bootstrap_role_that_cannot_log_in_is_said_without_the_password(bootstrap: URL) -> None:
    wrong = bootstrap.set(password="geheim")

    with pytest.raises(
        DatabaseError, match=r"roles of the database cannot be created.*authentication failed"
    ) as caught:
        make_roles(wrong, new_passwords())

    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_role_gets_a_password_that_nobody_guesses() -> None:
    first, second = new_passwords(), new_passwords()

    assert set(first) == set(LoginRole)
    assert set(first.values()).isdisjoint(second.values())
    assert min(map(len, first.values())) > 40


def test_roles_are_made_anew_whenever_a_word_of_theirs_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = version()
    assert version() == before

    for name in ("ROLES_FILE", "DATABASE_FILE"):
        changed = tmp_path / name
        changed.write_bytes(getattr(roles, name).read_bytes() + b"\n")
        monkeypatch.setattr(roles, name, changed)
        assert version() != before
        before = version()


def test_what_the_bootstrap_role_has_made_becomes_the_owners_once_nobody_uses_it(
    server_settings: Settings, bootstrap: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "LOCK_SECONDS", 1)
    passwords = {role: str(make_url(server.url(server_settings, role)).password) for role in LoginRole}
    engine = make_engine(server_settings, role=LoginRole.BOOTSTRAP)
    owner = text("select tableowner from pg_tables where tablename = 'khabar test'")
    try:
        with engine.begin() as connection:
            connection.execute(text('create table public."khabar test" ()'))
        with engine.begin() as connection:
            connection.execute(text('lock table public."khabar test"'))
            with pytest.raises(DatabaseError, match="while others use them: end their sessions and start again"):
                make_roles(bootstrap, passwords)
            assert connection.scalar(owner) == "khabar_bootstrap"

        make_roles(bootstrap, passwords)

        with engine.begin() as connection:
            assert connection.scalar(owner) == "khabar"
    finally:
        with engine.begin() as connection:
            connection.execute(text('drop table if exists public."khabar test"'))
        engine.dispose()
