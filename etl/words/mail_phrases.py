"""Phrases that mail programs write into subjects and headers, and above quotations: "Re:", "Von:", "wrote:"."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def mail_phrases(kind: str) -> frozenset[str]:
    """The phrases of one kind, in lower case, without colons and brackets.

    `sure` is a prefix of any subject. `reply` is a prefix only in an answer or a forwarded mail: "VS:" is also the
    Dutch name of the United States. `tag` is in brackets before a subject. `attribution` is at the end of the line
    above a quotation. `sender` and `subject` are the names of these fields; English ones are those of RFC 5322.
    """
    return frozenset(row["phrase"] for row in read_rows("mail_phrases.tsv") if row["kind"] == kind)
