"""The format text: how plain text is recognised and read."""

from dataclasses import replace

from etl.article_blocks import walk
from etl.articles import Article
from etl.decoding.decode import decode
from etl.documents import Document
from etl.errors import RejectedDocument
from etl.heads.llm_wrapping import find_wrapping
from etl.heads.read_head import blanked
from etl.parse.document_lines import SourceLine, text_lines
from etl.parse.format import Format
from etl.parse.not_prose import refuse_what_is_not_prose
from etl.parse.reading import BlockReason
from etl.parse.text.article import article_of, read_text
from etl.parse.text.block_reasons import text_reasons
from etl.parse.text.several_articles import several_articles, without_title
from etl.settings import Settings


class TextReading:
    """A text and its article; the source is shown line by line."""

    def __init__(self, document: Document, settings: Settings) -> None:
        """Read the text.

        Raises the errors of decode if the bytes are not text, those of refuse_what_is_not_prose if it is not prose (a
        table, code, markup ...), EmptyArticle if no line has text.
        """
        decoded = decode(document.data, document.charset)
        around = find_wrapping(decoded.text)
        refuse_what_is_not_prose(blanked(decoded.text, around).lstrip() if around else decoded.text)
        read = read_text(decoded.text, max_title_chars=settings.max_title_chars)
        self._read = replace(read, body=without_title(read.body)) if several_articles(read.body) else read
        self._article = article_of(decoded, self._read.body, self._read.issues)

    def article(self) -> Article:
        """The article of the text."""
        return self._article

    def lines(self) -> list[SourceLine]:
        """Every line of the text, including blank ones."""
        return text_lines(self._article.source_text or "", list(walk(self._article.body)))

    def reasons(self) -> dict[str, BlockReason]:
        """The reason for each block, and observations about its line."""
        return text_reasons(self._read)


def _recognises(document: Document) -> bool:
    try:
        decode(document.data, document.charset)
    except RejectedDocument:
        return False
    return True


FORMAT = Format(
    name="text",
    what="plain text and Markdown",
    recognised_by="text that no other format recognises; a text that does not look like prose is rejected",
    becomes="all of its lines",
    recognises=_recognises,
    read=TextReading,
)
