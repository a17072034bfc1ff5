"""Mail is told from articles that begin with a byline, a date or fields of their own."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.errors import UnknownFormat
from etl.parse import parse_document
from etl.settings import Settings

TEXT = "The ferry turned back at noon.\n\nThe wind rose soon after, and forty people on board had to wait.\n"


def message(subject: str = "The ferry") -> EmailMessage:
    built = EmailMessage()
    built["Subject"] = subject
    built["From"] = "Ann Lee <ann@news.example>"
    built["To"] = "desk@news.example"
    built["Date"] = "Mon, 06 May 2024 10:00:00 +0000"
    built.set_content(TEXT)
    return built


def with_attachment() -> EmailMessage:
    built = message()
    built.add_attachment(b"\x00\x01" * 500, maintype="application", subtype="octet-stream", filename="a.bin")
    return built


MAIL = {
    "plain": message().as_bytes(),
    "with attachment": with_attachment().as_bytes(),
    "windows line ends": message().as_bytes().replace(b"\n", b"\r\n"),
    "encoded subject": message("Паром вернулся в порт из-за сильного ветра, сообщили власти города").as_bytes(),
    "raw utf-8 subject": f"Subject: 渡轮中午返航\nTo: 编辑部 <desk@news.example>\n\n{TEXT}".encode(),
    "folded first": b"X-Note: one\n two\n\tthree\nReceived: from a.example\n by b.example; Mon, 6 May 2024\n\n"
    + TEXT.encode(),
    "no recipient": f"Date: Mon, 6 May 2024 10:00:00 GMT\nFrom: ann@news.example\n\n{TEXT}".encode(),
    "news article of usenet": f"Path: a!b\nNewsgroups: alt.news\nFrom: Ann\nSubject: x\n\n{TEXT}".encode(),
    "only a part": b'Content-Type: multipart/mixed;\n boundary="x"\n\n--x\n\n' + TEXT.encode() + b"--x--\n",
    "byte order mark": b"\xef\xbb\xbf" + message().as_bytes(),
}


def parse(data: bytes, name: str = "a.txt", media_type: str | None = None) -> Article:
    return parse_document(Document(origin=Origin(uri=name), name=name, data=data, media_type=media_type), Settings())


@pytest.mark.parametrize("kind", MAIL)
def test_mail_is_read_as_mail_whatever_its_file_is_called(kind: str) -> None:
    for name in ("a.txt", "a.eml", "1714989600.M1P2.host:2,S", "a.html"):
        article = parse(MAIL[kind], name)

        assert article.format == "mail"
        assert "The ferry turned back at noon." in [block.text for block in article.body.paragraphs]


def test_a_mailbox_inside_another_file_is_refused_by_name(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    box.add(message())
    box.add(with_attachment())
    box.close()
    with pytest.raises(UnknownFormat, match="mbox"):
        parse((tmp_path / "box").read_bytes())


def test_a_saved_page_is_read_as_a_page_with_its_address() -> None:
    page = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/1\r\nSubject: The ferry\r\n"
        "Date: Mon, 06 May 2024 10:00:00 +0000\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n\r\n'
        f"----x\r\nContent-Type: text/html\r\n\r\n<html><body><h1>Wind</h1><p>{TEXT}</p></body></html>\r\n----x--\r\n"
    )
    for name in ("a.mhtml", "a.html", "a.txt"):
        article = parse(page.encode(), name)

        assert article.body.title is not None
        assert article.body.title.text == "Wind"
        assert {url.url for url in article.urls} == {"https://news.example/1"}
        assert article.dates == ()


def test_mail_with_pictures_in_its_html_is_no_saved_page() -> None:
    sent = message()
    sent.add_related(b"\x89PNG", "image", "png", cid="<logo>")

    assert parse(sent.as_bytes()).format == "mail"


def test_what_is_declared_as_mail_is_mail() -> None:
    assert parse(TEXT.encode(), media_type="message/rfc822").format == "mail"


@pytest.mark.parametrize(
    "head",
    [
        "From: Ann Lee\n\n",
        "From: Ann Lee in Oslo\nDate: 3 May 2026\n\n",
        "From: our correspondent (ann@news.example)\n\n",
        "Date: Mon, 6 May 2024 10:00:00 GMT\n\n",
        "Title: The ferry\nDate: 2026-03-05\nSource: news.example\nAuthor: Ann Lee\n\n",
        "Subject: ferries\nDate: 3 May 2026\nKeywords: sea\n\n",
        "Received: 3 May 2026\nAccepted: 5 May 2026\n\n",
        "Content-Type: article\n\n",
        "From Monday, 12:30 ferries will run again\n\n",
        "From Oslo on Mon 3 May, 12:30\nThe ferry company said so.\n\n",
        "To: the editor\nSubject: ferries\n\n",
        "Contact: ann@news.example\nDate: 3 May 2026\n\n",
    ],
)
def test_an_article_that_begins_with_fields_of_its_own_is_read(head: str) -> None:
    article = parse((head + TEXT).encode())

    assert article.format in ("text", "headed_text")
