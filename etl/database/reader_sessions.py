"""End sessions of readers that take too long: a reader can lift its own statement_timeout."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

UNSEEN = "unseen"  # nothing is known of what the session does
IDLE_SECONDS = 3600  # without a statement: a cursor WITH HOLD keeps its temporary files as long as its session

# Logins with the rights of news_reader, except those that load and upgrade: they made the role.
LONG = text("""
    with recursive readers as (
        select r.oid from pg_roles as r where r.rolname = 'news_reader'
        union
        select m.member from pg_auth_members as m join readers as r on r.oid = m.roleid
    )

    select
        a.pid,
        a.backend_start as began_at,
        a.usename as login,
        coalesce(a.state, 'unseen') as state,
        coalesce(
            extract(epoch from clock_timestamp() - coalesce(a.xact_start, a.state_change)), 0
        )::bigint as seconds
    from pg_stat_activity as a
    join readers as r on r.oid = a.usesysid
    join pg_roles as l on l.oid = a.usesysid
    where
        a.datname = current_database()
        and coalesce(a.backend_type, 'client backend') = 'client backend'  -- NULL too where not to be seen
        and not l.rolsuper
        and a.usename not in (current_user, 'khabar_loader')
        and a.usesysid <> (select n.nspowner from pg_namespace as n where n.nspname = 'corpus')
        and (
            a.state is null
            or a.xact_start < clock_timestamp() - make_interval(secs => :seconds)
            or a.state = 'idle' and a.state_change < clock_timestamp() - make_interval(secs => :idle_seconds)
        )
    order by a.xact_start, a.state_change""")
END = text("select pg_terminate_backend(:pid)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LongSession:
    """A session of a reader whose transaction takes too long, or that does nothing for too long."""

    pid: int
    began_at: datetime | None  # together with the pid it identifies the session; None if it is unseen
    login: str
    state: str  # "active", "idle in transaction" ..., "unseen"
    seconds: int
    is_ended: bool


def end_long_sessions(engine: Engine, limit_seconds: int, idle_seconds: int = IDLE_SECONDS) -> list[LongSession]:
    """End the sessions of readers whose transaction takes longer than the limit, or that are idle, and return them.

    Sessions that this role may not end are returned too. The role needs pg_signal_backend to end them, and
    pg_read_all_stats to see what they do.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        found = []
        limits = {"seconds": limit_seconds, "idle_seconds": idle_seconds}
        for row in connection.execute(LONG, limits).mappings().all():
            try:
                is_ended = row["state"] != UNSEEN and bool(connection.scalar(END, {"pid": row["pid"]}))
            except ProgrammingError:
                is_ended = False
            found.append(LongSession(**row, is_ended=is_ended))
    return found


def watch(engine: Engine, limit_seconds: int) -> Iterator[list[LongSession]]:
    """Call end_long_sessions each time the next list is requested, without end; each session is in one list only."""
    told: set[tuple[int, datetime | None, bool]] = set()
    while True:
        found = {(each.pid, each.began_at, each.is_ended): each for each in end_long_sessions(engine, limit_seconds)}
        yield [session for key, session in found.items() if key not in told]
        told = set(found)


def describe(session: LongSession) -> str:
    """What was done about a session, as a sentence."""
    if session.state == UNSEEN:
        return f"session {session.pid} of {session.login} cannot be watched: grant pg_read_all_stats to this role"
    done = "ended" if session.is_ended else "this role may not end"
    return f"{done} session {session.pid} of {session.login}, {session.state} for {session.seconds} s"
