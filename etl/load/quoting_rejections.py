"""Empty what rejections show of an article that is forgotten: a broken copy of it is a rejection of its own."""

import html
import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, text

MIN_CHARS = 12  # of a title or a beginning; shorter ones stand in other articles, too
OPENING_CHARS = 40  # of the first summary, fact and paragraph: a head has 200 bytes
ENCODINGS = (
    "utf-8", "utf-16-le", "utf-16-be", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "iso8859-2", "iso8859-5", "koi8-r", "cp874", "shift_jis", "euc_jp", "euc_kr", "big5", "gb18030",
)  # fmt: skip

# The URLs of an article that also has other revisions stay.
FIND_URLS = text("""
    select u.url
    from corpus.article_url as u
    where
        u.article_id = any(:article_ids)
        and u.kind <> 'alternate'
        and not exists (
            select from corpus.revision as r
            where r.article_id = u.article_id and r.revision_id <> all(:revision_ids)
        )
    union
    select i.target_url from corpus.input_record as i
    where i.revision_id = any(:revision_ids) and i.target_url is not null""")
FIND_WORDS = text("""
    select r.title from corpus.revision as r where r.revision_id = any(:revision_ids) and r.title is not null
    union
    select t.text from corpus.summary as t where t.revision_id = any(:revision_ids) and t.position = 0
    union
    select t.text from corpus.fact as t where t.revision_id = any(:revision_ids) and t.position = 0
    union
    select t.text from corpus.paragraph as t where t.revision_id = any(:revision_ids) and t.position = 0""")
EMPTY_REJECTIONS = text("""
    update corpus.rejection as r
    set head = '', detail = 'forgotten'
    where
        exists (select from unnest(cast(:quotes as text[])) as q (quote) where position(q.quote in r.detail) > 0)
        or exists (select from unnest(cast(:encoded as bytea[])) as q (quote) where position(q.quote in r.head) > 0)""")


def empty_rejections(connection: Connection, article_ids: Iterable[int], revision_ids: Iterable[int]) -> None:
    """Empty head and detail of all rejections that show a URL, the title or the beginning of the text of an article.

    They are searched in all common encodings, as plain text and as JSON and HTML escape them. A rejection with a longer
    URL that begins with the same characters is emptied, too.
    """
    ids = {"article_ids": list(article_ids), "revision_ids": list(revision_ids)}
    urls = [url for url in connection.execute(FIND_URLS, ids).scalars() if url.rstrip("/").count("/") > 2]
    words = [found[:OPENING_CHARS] for found in connection.execute(FIND_WORDS, ids).scalars()]
    quotes = [*urls, *(each for each in words if len(each) >= MIN_CHARS)]
    encoded = {data for quote in quotes for form in _forms(quote) for data in _encoded(form)}
    connection.execute(EMPTY_REJECTIONS, {"quotes": quotes, "encoded": sorted(encoded)})


def _forms(quote: str) -> set[str]:
    """A text as it stands in a file: plain, or escaped."""
    escaped, short = json.dumps(quote)[1:-1], json.dumps(quote, ensure_ascii=False)[1:-1]
    return {quote, html.escape(quote), escaped, short, escaped.replace("/", "\\/"), short.replace("/", "\\/")}


def _encoded(form: str) -> Iterator[bytes]:
    for encoding in ENCODINGS:
        try:
            yield form.encode(encoding)
        except UnicodeEncodeError:
            continue
