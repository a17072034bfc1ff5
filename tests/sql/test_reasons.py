"""The view news.reasons is the table of the code, and every rejection has its meaning and advice."""

from checkout import ROOT

from etl.refusal_reasons import REASONS

FILE = ROOT / "sql" / "views" / "reasons.sql"
HEAD = """\
-- Reasons of rejected and skipped units. One row per reason. Written by `make golden` from etl/refusal_reasons.py.
create view news.reasons as
select
    r.reason,
    r.meaning,
    r.advice
from (
    values
"""
END = """
) as r (reason, meaning, advice);

comment on view news.reasons is 'Reasons: one row per reason for which a unit is rejected or skipped';
comment on column news.reasons.reason is 'The reason, as in news.rejections';
comment on column news.reasons.meaning is 'What it means';
comment on column news.reasons.advice is 'What to do about it';
"""


def test_the_view_of_reasons_is_the_table_of_the_code(rewrite_golden: bool) -> None:
    rows = (row(name, reason.meaning, reason.advice) for name, reason in REASONS.items())
    expected = HEAD + ",\n".join(rows) + END
    if rewrite_golden:
        FILE.write_text(expected, encoding="utf-8")

    assert FILE.read_text(encoding="utf-8") == expected, "write it anew with `make golden`"


def row(*texts: str) -> str:
    literals = ("'" + text.replace("'", "''") + "'" for text in texts)
    return "    (\n" + ",\n".join(f"        {literal}" for literal in literals) + "\n    )"
