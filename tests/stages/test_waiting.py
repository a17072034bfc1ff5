"""A run that has to wait says for what, and for whom; then it goes on."""

import time
from pathlib import Path

import pytest
from processes import khabar_environment, start_khabar, wait_until
from sqlalchemy import Engine, text

TEXT = f"A heading\n{'Words that say something. ' * 9}\n"
WAITS = text("""
    select application_name
    from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database()""")


@pytest.mark.parametrize(
    ("lock", "session", "sentence"),
    [
        (
            "select pg_advisory_lock(hashtextextended(r.name, 0)) from (select :root || '/a.txt' as name) as r",
            "khabar run 1 files",
            "waiting for the file {root}/a.txt, which another run reads",
        ),
        (
            "lock table corpus.revision /* :root */",
            "khabar run 1 worker",
            "waiting for corpus.revision",
        ),
    ],
)
def test_a_run_says_what_it_waits_for_and_goes_on(
    database: Engine, fresh_database_url: str, tmp_path: Path, lock: str, session: str, sentence: str
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    roots = f'{{"archive": "{tmp_path / "news"}"}}'
    environment = khabar_environment(
        fresh_database_url, KHABAR_INPUT_ROOTS=roots, KHABAR_WAIT_NOTICE_SECONDS="1", KHABAR_WORKERS="1"
    )

    def waiting() -> list[str]:
        with database.connect() as connection:
            return list(connection.execute(WAITS).scalars())

    with database.connect() as holder:
        holder.execute(text(lock.replace(":root", "'archive'")))
        pid = holder.scalar(text("select pg_backend_pid()"))
        process = start_khabar("run", "news", environment=environment, folder=tmp_path)
        assert wait_until(lambda: waiting() or process.poll() is not None, 60)
        names = waiting()
        time.sleep(3)  # it looks every second, and speaks at the second look
        holder.invalidate()
    _, errors = process.communicate(timeout=60)

    said = " ".join(errors.split())
    assert process.returncode == 0, errors
    assert names == [session]
    assert sentence.format(root="archive") in said
    assert f"it is held by process {pid} of the server" in said
    assert said.count("waiting for") == 1
