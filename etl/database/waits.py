"""Warn while a session waits for a lock: who holds it, and what can be done."""

import logging
import re
import threading
import time
from contextlib import suppress
from datetime import datetime
from weakref import ref

from sqlalchemy import Connection, Engine, RowMapping, text
from sqlalchemy.exc import SQLAlchemyError

from etl.database.sessions import Sessions
from etl.workers.forking import AT_WORK

REMIND_SECONDS = 300
MAX_QUERY_CHARS = 200
FILE = re.compile(r"pg_advisory_lock\(hashtextextended\('(.*)', 0\)\)", re.DOTALL)
# Workers have no such thread; their sessions are recognised by the name that their run gives them.
HOLDERS = text("""
    with workers as (
        select '% run ' || (regexp_match(o.application_name, '(\\d+) (files|at work)$'))[1] || ' worker' as name
        from pg_stat_activity as o
        where o.pid = any(:pids)
    )

    select
        l.locktype,
        l.relation::regclass::text as relation,
        w.query as waiting_query,
        k.pid,
        b.usename,
        b.application_name,
        coalesce(host(b.client_addr), 'a local socket') as client,
        b.backend_start,
        b.state,
        coalesce(b.xact_start, b.state_change) as since,
        b.query,
        (
            select string_agg(distinct h.relation::regclass::text, ', ')
            from pg_locks as h
            join pg_class as c on c.oid = h.relation
            where h.pid = k.pid and h.granted and h.mode = 'RowExclusiveLock' and c.relkind = 'r'
        ) as written
    from pg_locks as l
    join pg_stat_activity as w on w.pid = l.pid
    cross join lateral unnest(pg_blocking_pids(l.pid)) as k (pid)
    left join pg_stat_activity as b on b.pid = k.pid
    where
        not l.granted
        and l.waitstart < clock_timestamp() - make_interval(secs => :notice_seconds)
        and (l.pid = any(:pids) or w.application_name like any(select n.name from workers as n))
    order by k.pid""")

USERS = text("""
    select distinct on (l.pid)
        n.nspname || '.' || c.relname as relation,
        l.pid,
        b.usename,
        b.application_name,
        coalesce(host(b.client_addr), 'a local socket') as client,
        b.backend_start,
        b.state,
        coalesce(b.xact_start, b.state_change) as since,
        b.query
    from pg_locks as l
    join pg_class as c on c.oid = l.relation
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_stat_activity as b on b.pid = l.pid
    where l.granted and l.pid <> pg_backend_pid() and n.nspname in ('corpus', 'news') and c.relkind in ('r', 'v')
    order by l.pid, n.nspname = 'news' desc, c.relname""")

log = logging.getLogger(__name__)


def tell_of_waits(engine: Engine, sessions: Sessions, notice_seconds: float) -> None:
    """Start a thread that warns of every wait for a lock that lasts too long, and again every few minutes.

    It watches these sessions and those of the workers of their run, and ends with the sessions.
    """
    arguments = (ref(engine), ref(sessions), notice_seconds)
    threading.Thread(target=_watch, args=arguments, name="waits", daemon=True).start()


def holders(connection: Connection, pids: list[int], notice_seconds: float) -> dict[tuple[str, int], str]:
    """A sentence for each pair of a lock that these sessions have waited for too long and a session that holds it."""
    rows = connection.execute(HOLDERS, {"pids": pids, "notice_seconds": notice_seconds}).mappings()
    return {(_what(row), row["pid"]): _sentence(row) for row in rows}


def users(connection: Connection) -> list[str]:
    """A sentence for each session that now uses one of Khabar's tables or views."""
    rows = connection.execute(USERS).mappings()
    return [f"{row['relation']} is used by {_holder(row)}. {_remedy(row)}" for row in rows]


def _watch(engine: "ref[Engine]", sessions: "ref[Sessions]", notice_seconds: float) -> None:
    told: dict[tuple[str, int], float] = {}
    while True:
        time.sleep(notice_seconds)
        used, server = sessions(), engine()
        if used is None or server is None:
            return
        with AT_WORK, suppress(SQLAlchemyError):  # the waiting statement reports the error itself
            if pids := used.pids():
                _tell(server, pids, notice_seconds, told)
        del used, server


def _tell(engine: Engine, pids: list[int], notice_seconds: float, told: dict[tuple[str, int], float]) -> None:
    with engine.connect() as connection:
        found = holders(connection, pids, notice_seconds)
        connection.invalidate()  # closes this session
    for key, sentence in found.items():
        if key not in told or time.monotonic() - told[key] >= REMIND_SECONDS:
            told[key] = time.monotonic()
            log.warning(sentence)


def _what(row: RowMapping) -> str:
    """What the session waits for."""
    file = FILE.search(row["waiting_query"] or "")
    if row["locktype"] == "advisory" and file:
        return f"the file {file[1]}, which another run reads"
    if row["relation"] and row["locktype"] == "relation":
        return f"{row['relation']}"
    if row["locktype"] in ("transactionid", "tuple"):
        return f"rows that another transaction has written ({row['written'] or row['relation'] or 'no table known'})"
    return f"a lock ({row['locktype']}) for: {_short(row['waiting_query'])}"


def _sentence(row: RowMapping) -> str:
    if row["pid"] == 0:
        return f"waiting for {_what(row)}: it is held by a prepared transaction, see pg_prepared_xacts"
    return (
        f"waiting for {_what(row)}: it is held by {_holder(row)}. "
        f"When that process releases it, this one continues. {_remedy(row)}"
    )


def _holder(row: RowMapping) -> str:
    """A description of a session; for a session of another role, the server may show only its number."""
    return (
        f"process {row['pid']} of the server ({row['application_name'] or 'no name'}, role {row['usename']}, "
        f"from {row['client']}, connected {_when(row['backend_start'])}, "
        f"{row['state'] or 'state unknown'} since {_when(row['since'])}: {_short(row['query'])})"
    )


def _remedy(row: RowMapping) -> str:
    return (
        f"If its program is gone, end it: select pg_terminate_backend({row['pid']}); "
        f"to inspect it: select * from pg_stat_activity where pid = {row['pid']}"
    )


def _short(query: str | None) -> str:
    line = " ".join((query or "").split())
    return line if len(line) <= MAX_QUERY_CHARS else f"{line[:MAX_QUERY_CHARS]} ..."


def _when(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else "a time not shown"
