"""What becomes of a mail: its own text, title, source and date; no addresses; every fault has a reason."""

import json
from email.message import EmailMessage

import pytest

from etl.articles import Article, DateKind
from etl.documents import Document, Origin
from etl.enrich.choose_dates import choose_dates
from etl.errors import EmptyArticle, LimitExceeded, MalformedDocument, RejectedDocument, UnknownFormat
from etl.parse import parse_document, read_document
from etl.settings import Settings
from etl.stages.convert import convert
from etl.stages.parse_output import article_object

TEXT = "The night bus to Harrow Point will run every half hour from June, the operator said.\n\n"
TEXT += "A ticket costs three pounds.\n"
HEAD = b"From: County Wire <wire@county.example>\nTo: list@readers.example\nSubject: Night bus returns\n"
HEAD += b"Date: Mon, 04 May 2026 08:00:00 +0200\nMIME-Version: 1.0\n"


def mail(text: str = TEXT, subtype: str = "plain", **fields: str) -> bytes:
    built = EmailMessage()
    given = {"From": "County Wire <wire@county.example>", "To": "list@readers.example", "Subject": "Night bus returns"}
    for name, value in (given | {name.replace("_", "-"): value for name, value in fields.items()}).items():
        built[name] = value
    built.set_content(text, subtype=subtype)
    return built.as_bytes()


def document(data: bytes) -> Document:
    return Document(origin=Origin(uri="a.eml"), name="a.eml", data=data)


def parse(data: bytes) -> Article:
    return choose_dates(parse_document(document(data), Settings()))


def title(article: Article) -> str | None:
    return article.body.title.text if article.body.title else None


def text(article: Article) -> str:
    return " ".join(block.text for block in article.body.paragraphs)


def issues(article: Article) -> dict[str, str | None]:
    return {issue.rule: issue.evidence for issue in article.quality_issues}


def test_title_source_and_date_are_those_of_the_fields() -> None:
    article = parse(HEAD + b"\n" + TEXT.encode())

    published = article.date(DateKind.PUBLISHED)
    assert (title(article), article.source, article.authors) == ("Night bus returns", "County Wire", ())
    assert published is not None
    assert published.moment is not None
    assert (published.evidence, published.moment.iso()) == ("mail:date", "2026-05-04T08:00:00+02:00")


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("5 Apr 93 20:19:36 GMT", "1993-04-05T20:19:36+00:00"),
        ("Wed, 3 Mar 2004 1:02:03 -0800 (PST)", "2004-03-03T01:02:03-08:00"),
        ("Tue, 04-May-2010 10:00 EST", "2010-05-04"),
    ],
)
def test_dates_of_older_programs_are_read(date: str, day: str) -> None:
    article = parse(HEAD.replace(b"Mon, 04 May 2026 08:00:00 +0200", date.encode()) + b"\n" + TEXT.encode())

    published = article.date(DateKind.PUBLISHED)
    assert published is not None
    assert published.moment is not None
    assert (published.moment.iso() or "").startswith(day)


@pytest.mark.parametrize(
    ("sender", "source"),
    [
        ('"Lee, Ann" <ann@x.example>', "Lee, Ann"),
        ("ann@x.example (Ann Lee)", "Ann Lee"),
        ("=?iso-8859-1?Q?Andr=E9_Roux?= <a@x.example>", "André Roux"),
        ("ann@x.example", None),
        ("<ann@x.example>", None),
        ('"ann@x.example" <ann@x.example>', None),
    ],
)
def test_the_source_is_a_name_and_never_an_address(sender: str, source: str | None) -> None:
    article = parse(HEAD.replace(b"County Wire <wire@county.example>", sender.encode()) + b"\n" + TEXT.encode())

    assert (article.source, article.authors) == (source, ())


def test_the_author_is_the_one_of_a_byline() -> None:
    assert parse(mail(f"By Mara Quill\n\n{TEXT}")).authors == ("Mara Quill",)


@pytest.mark.parametrize(
    ("subject", "fields", "expected"),
    [
        ("Re: Fwd: RE[2]: Night bus", {}, "Night bus"),
        ("AW: Nachtbus", {"In_Reply_To": "<1@x.example>"}, "Nachtbus"),
        ("VS: Trump wint", {}, "VS: Trump wint"),
        ("[Bus-l] Night bus", {"List_Id": "Buses <bus-l.lists.example>"}, "Night bus"),
        ("[Breaking] Night bus", {}, "[Breaking] Night bus"),
        ("[EXTERNAL] Night bus", {}, "Night bus"),
        ("Re:", {}, "Re:"),
        ("AW: WG: Nachtbus", {}, "Nachtbus"),
        ("R: Rif: Autobus di notte", {}, "Autobus di notte"),
        ("回复：转发：夜间巴士", {}, "夜间巴士"),
        ("[autobus] Re: Autobus di notte", {}, "Autobus di notte"),
        ("R: the letter that changed", {}, "R: the letter that changed"),
    ],
)
def test_what_programs_put_before_a_subject_is_no_title(subject: str, fields: dict[str, str], expected: str) -> None:
    assert title(parse(mail(Subject=subject, **fields))) == expected


@pytest.mark.parametrize(
    ("prefix", "text"),
    [
        (
            "SV",
            "Nattbussen går igen från juni, och det är en glad nyhet för alla som inte har bil.",
        ),
        (
            "VS",
            "Yöbussi kulkee taas kesäkuusta alkaen ja se on hyvä uutinen niille, joilla ei ole autoa.",
        ),
        (
            "R",
            "L'autobus di notte torna da giugno, ed è una buona notizia per chi non ha la macchina.",
        ),
    ],
)
def test_a_prefix_that_may_be_a_word_counts_in_its_own_language(prefix: str, text: str) -> None:
    assert title(parse(mail(text, Subject=f"{prefix}: Sandholm"))) == "Sandholm"


@pytest.mark.parametrize(
    "footer",
    [
        "You get this letter because you are a friend of the pier. Unsubscribe",
        "Newsletter abbestellen | Impressum",
        "Vous recevez cette lettre parce que vous êtes abonné. Se désinscrire",
        "如不想再收到本邮件，请点击退订",
        "لإيقاف الرسائل: إلغاء الاشتراك",
    ],
)
def test_the_footer_of_a_newsletter_is_left_out(footer: str) -> None:
    html = "".join(f"<p>{paragraph}</p>" for paragraph in [*TEXT.split("\n\n"), footer, "County Wire, Pier Road 1"])
    for article in (parse(mail(f"{TEXT}\n\n{footer}\n")), parse(mail(html, subtype="html"))):
        assert text(article) == " ".join(TEXT.split("\n\n")).strip()


def test_a_story_about_newsletters_stays_whole() -> None:
    said = "Nobody told the readers how to unsubscribe from the letter, said the editor, who sent it for nine years."
    assert text(parse(mail(f"{TEXT}\n\n{said}"))).endswith(said)


@pytest.mark.parametrize(
    ("added", "kind"),
    [
        ("-- \nAnn Lee\nCounty Wire", "signature"),
        ("\nOn Mon, 4 May 2026, Bob wrote:\n> Who runs it\n>> any more?", "quotation"),
        ("\n-----Ursprüngliche Nachricht-----\nVon: Bob\nAn: Ann\nBetreff: Bus\n\nPlease write.", "answered mail"),
        ("\nDe : Bob <bob@x.example>\nEnvoyé : lundi\nÀ : Ann\nObjet : bus\n\nPlease write.", "answered mail"),
        ("____________________________\nBus-l mailing list\nhttps://lists.example/bus-l", "footer"),
        ("begin 644 a.gif\nM1TE&.#EA\n`\nend", "encoded files"),
    ],
)
def test_what_the_sender_did_not_write_is_left_out_with_an_issue(added: str, kind: str) -> None:
    article = parse(mail(f"{TEXT}{added}\n"))

    assert text(article) == " ".join(TEXT.split("\n\n")).strip()
    assert kind in (issues(article)["mail_left_out"] or "")


def test_of_a_forwarded_mail_the_article_is_what_was_forwarded() -> None:
    head = "---------- Forwarded message ---------\nFrom: Wire <w@x.example>\nDate: Sun, 3 May 2026\nTo: <me@y.example>"
    article = parse(mail(f"FYI\n\n{head}\n\n\n{TEXT}", Subject="Fwd: Night bus"))

    assert text(article).startswith("The night bus")
    assert "mail_forwarded" in issues(article)
    assert (article.source, article.date(DateKind.PUBLISHED)) == (None, None)


def test_the_html_is_read_without_quotation_and_signature() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
    quoted = '<blockquote type="cite"><p>Please write about buses, will you not?</p></blockquote>'
    signed = '<div class="gmail_signature"><p>Ann Lee, County Wire, High Street</p></div>'

    article = parse(mail(f"<html><body>{paragraphs}{quoted}{signed}</body></html>", subtype="html"))

    assert text(article) == " ".join(TEXT.split("\n\n")).strip()
    assert issues(article)["mail_left_out"] == "quotation: 1, signature: 1"


def test_the_stories_of_a_newsletter_keep_their_headings() -> None:
    story = (
        "<tr><td><h2>%s</h2><p>The %s will run every half hour from June, the operator said on Monday.</p></td></tr>"
    )
    html = (
        f"<html><body><table>{story % ('Bus returns', 'bus')}{story % ('Ferry returns', 'ferry')}</table></body></html>"
    )

    sections = parse(mail(html, subtype="html", Subject="Morning briefing")).body.sections
    assert [section.heading.text for section in sections if section.heading] == ["Bus returns", "Ferry returns"]


def test_plain_text_is_read_where_the_html_says_less() -> None:
    built = EmailMessage()
    built["From"], built["To"], built["Subject"] = "Wire <w@x.example>", "l@y.example", "Night bus"
    built.set_content(TEXT)
    built.add_alternative("<html><body><p>Your program cannot show this mail.</p></body></html>", subtype="html")

    assert text(parse(built.as_bytes())) == " ".join(TEXT.split("\n\n")).strip()


def test_no_address_of_the_fields_is_in_the_article_or_its_explanation() -> None:
    said = f"{TEXT}\nSent to list@readers.example by WIRE@county.example; write to desk@other.example.\n"
    data = mail(said, Subject="Bus for list@readers.example and bob@z.example", Cc="Bob <bob@x.example>")
    reading = read_document(document(data), Settings())
    shown = json.dumps(article_object(document(data), reading.article())) + str(reading.lines())

    assert "desk@other.example" in shown
    assert not [a for a in ("list@readers", "wire@county", "bob@") if a in shown.lower()]


def test_a_refused_mail_shows_none_of_its_first_bytes() -> None:
    refused = convert(document(HEAD + b"Content-Type: multipart/mixed\n\n" + TEXT.encode()), Settings())

    assert not isinstance(refused, Article)
    assert (refused.reason, refused.head) == ("malformed", b"")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-2", "iso-2022-jp", "hz", "utf-7", "koi8-r", "big5"])
def test_text_is_read_in_the_charset_of_its_part(charset: str) -> None:
    said = {"iso-2022-jp": "港町の図書館が再開した。", "hz": "青河县的剧场开放了。", "big5": "青河縣的劇場開放了。"}
    line = said.get(charset, "Завод снова строит лодки." if charset in ("koi8-r", "utf-7") else "Świetlicę otwarto.")
    head = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode()

    assert line in text(parse(head + (line + "\n\n" + line * 3).encode(charset)))


@pytest.mark.parametrize(
    ("rest", "error"),
    [
        (b"Content-Type: multipart/mixed\n\n--x\n\ntext\n", MalformedDocument),
        (b"Content-Type: multipart/mixed; boundary=y\n\n--x\n\ntext\n", MalformedDocument),
        (b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nA: b\n\nz\n" * 10_000, LimitExceeded),
        (
            b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(300)),
            LimitExceeded,
        ),
        (b"X-A: b\n" * 100_000 + b"\ntext\n", LimitExceeded),
        (b"Content-Type: text/plain;" + b' ";' * 30_000 + b"\n\ntext\n", LimitExceeded),
        (b"Content-Type: multipart/report; boundary=x\n\n--x\n\nfailed\n--x--\n", EmptyArticle),
        (b"Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: Bus\n\nIt runs.\n--x--\n", UnknownFormat),
        (b"Content-Type: message/rfc822\n\nFrom: a@b.example\nSubject: Bus\n\nIt runs.\n", UnknownFormat),
        (b"Content-Type: application/pkcs7-mime\n\nabc\n", EmptyArticle),
        (b"Content-Type: image/png\n\nabc\n", EmptyArticle),
        (b"\n> all\n", None),
        (b"Content-Type: text/plain; charset=idna\n\n=?idna?Q?x?= text\n", None),
    ],
)
def test_every_fault_is_one_outcome_with_a_reason(rest: bytes, error: type[RejectedDocument] | None) -> None:
    if error is None:
        assert parse(HEAD + rest).body.sections
    else:
        with pytest.raises(error):
            parse(HEAD + rest)


def mail_of_the_wrong_type(text: str, sender: bytes = b"") -> Document:
    """A mail with one part, whose type says that it has none."""
    part = f"--=b=\r\nContent-Type: text/html\r\n\r\n<html>{text}</html>\r\n--=b=--\r\n".encode()
    fields = sender + b'MIME-Version: 1.0\r\nContent-Type: text/html; boundary="=b="\r\n\r\n'
    return Document(origin=Origin(uri="a.txt"), name="a.txt", data=fields + part)


@pytest.mark.parametrize("sender", [b"From: Port <port@sand.example>\r\n", b""])
def test_the_parts_of_a_mail_are_read_although_its_type_says_that_it_has_none(sender: bytes) -> None:
    story = "The ferry sails again on Monday, after the pier was mended and all of its lamps were lit."

    article = parse_document(mail_of_the_wrong_type(f"<p>{story}</p>", sender), Settings())

    assert [block.text for block in article.body.paragraphs] == [story]
    with pytest.raises(EmptyArticle):
        parse_document(mail_of_the_wrong_type("", sender), Settings())


def test_a_mail_that_is_cut_is_read_with_an_issue() -> None:
    cut = HEAD + b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\n' + TEXT.encode()

    assert "mail_cut" in issues(parse(cut))


def test_a_field_cannot_bring_in_another_one() -> None:
    article = parse(HEAD.replace(b"Night bus returns", b"=?utf-8?Q?Bus=0D=0AFrom:_Eve=00?=") + b"\n" + TEXT.encode())

    assert (title(article), article.source) == ("Bus From: Eve", "County Wire")


def test_two_copies_of_a_mail_have_one_id() -> None:
    one, other = mail(Message_ID="<1@x.example>"), mail(Message_ID="<1@x.example>", Delivered_To="me@y.example")

    assert parse(one).external_id == parse(other).external_id
    assert "example" not in (parse(one).external_id or "")
