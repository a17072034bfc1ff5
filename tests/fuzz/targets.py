"""What is fuzzed: for each target its seeds, the name its inputs have, and words that its readers look for."""

from collections.abc import Iterator
from dataclasses import dataclass

from samples import documents_of_format, samples_of_container

PACKED = ("zip", "xlsx", "docx", "tar", "gzip", "bzip2", "xz", "zstd")


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of input. Seeds are the samples of its containers and the documents of its formats."""

    file_name: str
    containers: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    is_packed: bool = False  # mutate what is inside too, and pack it again

    def seeds(self) -> Iterator[bytes]:
        """Valid inputs."""
        for container in self.containers:
            yield from (sample.data for sample in samples_of_container(container))
        for each in self.formats:
            yield from (document.data for document in documents_of_format(each))


TARGETS = {
    "text": Target(
        "input.txt",
        formats=("text",),
        words=(
            "Key facts\n",
            "Summary\n",
            "- ",
            "## ",
            "1. ",
            "> ",
            "---\n",
            "By ",
            "Source: ",
            "ملخص",
            "要点",
            "<h2>",
        ),
    ),
    "html": Target(
        "input.html",
        formats=("html",),
        words=(
            *("<article>", "<p>", "</p>", "<h1>", "<h2>", "<ul><li>", "<table><tr><td>", "<figcaption>", "<time "),
            *(
                "<script type='application/ld+json'>",
                '{"@type": "NewsArticle", ',
                "<meta property='og:title' content='",
            ),
            *("datetime='2026-05-03T10:00:00Z'", "class='", "style='display:none'", "<!--", "]]>", "&#x", "<svg>"),
        ),
    ),
    "records": Target(
        "input.jsonl",
        containers=("json_lines", "json_array", "json_list", "delimited", "parquet", "sqlite"),
        formats=("json",),
        words=(
            '"title": "',
            '"text": "',
            '"url": "',
            '"date": "',
            '"author": [',
            '"html": "',
            "\\ud800",
            "1e999",
            "null",
        ),
    ),
    "feed": Target(
        "input.xml",
        containers=("feed",),
        formats=("xml",),
        words=(
            *("<item>", "</item>", "<entry>", "</entry>", "<title>", "<link>", "<content:encoded>", "<description>"),
            *("<![CDATA[", "]]>", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "&a;", "xmlns:a='", "<?xml version='1.0'?>"),
        ),
    ),
    "mail": Target(
        "input.mbox",
        containers=("mbox",),
        formats=("mail", "mhtml"),
        words=(
            *("From a@b.example Mon May  4 08:00:00 2026\n", "\nSubject: ", "\nFrom: ", "\nDate: ", "=?utf-8?q?", "?="),
            *("\nContent-Type: multipart/mixed; boundary=x\n", "\n--x\n", "\n--x--\n", "\nMIME-Version: 1.0\n"),
            *("\nContent-Transfer-Encoding: base64\n", "\n-- \n", "\n> ", "\n>From ", "-----Original Message-----\n"),
        ),
    ),
    "rtf": Target(
        "input.rtf",
        containers=("rtf",),
        words=(
            *("{\\rtf1 ", "\\par\n", "\\u-10179?", "\\'8f", "\\fcharset128 ", "{\\fonttbl", "{\\stylesheet", "{\\*\\"),
            *(
                "\\cell ",
                "\\row ",
                "\\intbl ",
                "\\bin9 ",
                "\\uc2 ",
                "\\v ",
                "{\\listtext ",
                "{\\footnote ",
                "\\s1 ",
                "\\pard ",
            ),
        ),
    ),
    "press": Target(
        "input.txt",
        containers=("nexis", "factiva", "europresse", "proquest"),
        words=(
            *(
                "1 of 2 DOCUMENTS\n",
                "\nLENGTH: 3 words\n",
                "\nBODY:\n",
                "\nBody\n",
                "\nEnd of Document\n",
                "May 4, 2026",
            ),
            *("\nHD\n", "\nLP\n", "\nTD\t", "\nAN\n", "\n3 words\n", "\nDocument ABCD0000020260504\n", "(c) 2026"),
            *("<DOCFULL>", "<article>", "class='DocPublicationName'", "\nFull text: ", "\nProQuest document ID: 1\n"),
        ),
    ),
    "warc": Target(
        "input.warc",
        containers=("warc", "arc"),
        words=(
            *(
                "WARC/1.0\r\n",
                "WARC-Type: response\r\n",
                "Content-Length: ",
                "WARC-Target-URI: ",
                "HTTP/1.1 200 OK\r\n",
            ),
            *(
                "Transfer-Encoding: chunked\r\n",
                "Content-Encoding: gzip\r\n",
                "Content-Type: text/html\r\n",
                "\r\n\r\n",
            ),
        ),
        is_packed=True,
    ),
    "archive": Target(
        "input.bin", containers=PACKED, words=("PK\x03\x04", "PK\x01\x02", "ustar", "../"), is_packed=True
    ),
}
