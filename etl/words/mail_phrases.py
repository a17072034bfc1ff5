"""What programs for mail write into subjects and above quotations: "Re:", "AW:", "wrote:"."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def mail_phrases(kind: str) -> frozenset[str]:
    """The phrases of one kind, in small letters, without their signs.

    `sure` stands before a subject and says nothing of it; `reply` does so only in an answer or a forwarded mail
    ("VS:" is also the United States, in Dutch); `tag` in brackets before it; `attribution` at the end of the line above
    a quotation.
    """
    return frozenset(row["phrase"] for row in read_rows("mail_phrases.tsv") if row["kind"] == kind)
