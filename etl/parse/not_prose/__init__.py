"""Recognise text files that are not prose (tables, code, markup, lists), to reject each kind by its name."""

from collections.abc import Callable

from etl.errors import EmptyArticle, MailAsText, UnknownFormat
from etl.parse.not_prose import (
    aligned_columns,
    beginnings,
    code,
    corpora,
    lists,
    logs,
    mail_heads,
    markup,
    robots_and_ads_txt,
    settings_files,
    unread_press_exports,
    unread_tables,
)
from etl.parse.not_prose.sample import Sample
from etl.parse.not_prose.unread_tables import NO_TEXTS, NO_TITLES
from etl.parse.not_prose.without_articles import WITHOUT_ARTICLES

# Kinds that a few characters prove come first, kinds recognised by the shape of all lines last.
KINDS: tuple[Callable[[Sample], str | None], ...] = (
    beginnings.by_beginning,
    mail_heads.mail,
    mail_heads.digest,
    unread_press_exports.database,
    unread_press_exports.factiva,
    robots_and_ads_txt.robots,
    robots_and_ads_txt.sellers,
    lists.captures,
    markup.encoded_data,
    lists.links,
    lists.one_a_line,
    lists.words,
    code.sql,
    markup.comments,
    markup.elements,
    markup.troff,
    markup.tex,
    markup.wikitext,
    markup.lyrics,
    corpora.tokens,
    corpora.tagged_text,
    corpora.words,
    corpora.numbers,
    markup.objects,
    logs.log,
    unread_tables.delimited_table,
    aligned_columns.columns,
    code.style_sheet,
    settings_files.yaml,
    settings_files.settings,
    code.program,
    code.commands,
)


def kind_of(text: str) -> str | None:
    """The kind of a text that is not prose: "a table with 9 columns separated by commas"; None for prose."""
    sample = Sample(text)
    return next((kind for look in KINDS if (kind := look(sample)) is not None), None)


def refuse_what_is_not_prose(text: str) -> None:
    """Raise an error with the kind of a text that is not prose.

    MailAsText for mails, EmptyArticle for a kind of WITHOUT_ARTICLES and a table without texts, UnknownFormat for any
    other kind.
    """
    kind = kind_of(text)
    if kind is None:
        return
    if kind in (mail_heads.MAIL, mail_heads.DIGEST):
        raise MailAsText(f"looks like {kind}")
    if kind in WITHOUT_ARTICLES:
        raise EmptyArticle(f"looks like {kind}, not like an article")
    if kind.endswith(NO_TEXTS):
        raise EmptyArticle(f"looks like {kind}")
    raise UnknownFormat(f"looks like {kind}" + ("" if kind.endswith(NO_TITLES) else ", which Khabar does not read"))


def is_mail(text: str) -> bool:
    """Whether a text is a mail that was saved as text, with the fields of a mail at its beginning."""
    return mail_heads.mail(Sample(text)) is not None
