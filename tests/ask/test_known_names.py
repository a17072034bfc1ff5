"""A name that nothing has is refused, with the names that known are."""

from collections.abc import Sequence

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from etl.ask.known_names import require_named
from etl.errors import NotThere


def names(*stored: str) -> TextClause:
    return text("select unnest(cast(:names as text[]))").bindparams(names=list(stored))


@pytest.mark.parametrize("name", [None, "of the tables", "of the code"])
def test_a_name_that_code_or_tables_know_is_taken(session: Session, name: str | None) -> None:
    require_named(session.connection(), "format", name, names("of the tables"), ["of the code"])


@pytest.mark.parametrize(
    ("stored", "known", "said"),
    [
        ((), (), "none is known yet"),
        (("one",), (), "known are one"),
        (("two", "one"), ("one",), "known are one, two"),
        ([f"{n:02}" for n in range(20)], (), f"known are {', '.join(f'{n:02}' for n in range(20))}"),
        ([f"{n:02}" for n in range(22)], (), f"known are {', '.join(f'{n:02}' for n in range(20))} and 2 more"),
    ],
)
def test_another_name_is_refused_with_what_there_is(
    session: Session, stored: Sequence[str], known: tuple[str, ...], said: str
) -> None:
    with pytest.raises(NotThere) as refused:
        require_named(session.connection(), "source", "nobody", names(*stored), known)

    assert str(refused.value) == f"there is no source nobody; {said}"
