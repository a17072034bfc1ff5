"""Phrases that mail programs write into subjects and headers, and above quotations: "Re:", "Von:", "wrote:"."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def mail_phrases(kind: str) -> frozenset[str]:
    """The phrases of one kind, in lower case, without colons and brackets.

    `sure` is a prefix of any subject. `reply` is a prefix only if something else shows it (see mail_prefixes). `tag` is
    in brackets before a subject. `attribution` is at the end of the line above a quotation. `sender`, `recipient`,
    `sent` and `subject` are the names of these fields; `sender_or_author` may also stand before an author.
    `unsubscribe` is at the beginning or end of the footer of a newsletter.
    """
    return frozenset(row["phrase"] for row in read_rows("mail_phrases.tsv") if row["kind"] == kind)


@cache
def mail_prefixes(language: str | None = None, *, is_answer: bool = False) -> frozenset[str]:
    """The prefixes of a subject: the sure ones, those of the mail's language, and all if the mail is an answer.

    The others may be words of a title: "VS:" is also the Dutch name of the United States.
    """
    rows = [row for row in read_rows("mail_phrases.tsv") if row["kind"] == "reply"]
    return mail_phrases("sure") | {row["phrase"] for row in rows if is_answer or row["language"] == language}
