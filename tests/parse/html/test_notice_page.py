"""Pages that show a notice instead of an article are refused by name; articles about such things are read."""

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.errors import EmptyArticle
from etl.parse.html.article import parse_html
from etl.settings import Settings


def _parse(title: str, body: str, head: str = "") -> Article:
    page = (
        f"<html><head><title>{title} | Island Post</title>{head}</head><body><main><h1>{title}</h1>{body}</main></body>"
    )
    return parse_html(Document(origin=Origin(uri="a"), name="a.html", data=page.encode()), Settings())


MISSING = (
    "<p>We are sorry, but the page you were looking for could not be found. It may have been moved or deleted.</p>"
)
TEASERS = "".join(f"<li><a href='/{n}'>The bridge {n} is closed for three weeks of repairs</a></li>" for n in range(4))


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("Page not found", MISSING, "error page"),
        (
            "Erreur 404",
            f"<p>Oups ! Cette page est introuvable.</p><h2>Les plus lus</h2><ul>{TEASERS}</ul>",
            "error page",
        ),
        (
            "404 页面未找到",
            "<p>抱歉，您访问的页面不存在或已被删除。</p><p>请检查网址，或者返回首页。</p>",
            "error page",
        ),
        (
            "Just a moment",
            "<p>Please enable JavaScript and cookies to continue, so that we know you are human.</p>",
            "robots",
        ),
        (
            "Willkommen",
            "<p>Wir und unsere Partner verwenden Cookies, um Anzeigen zu messen. Ihre Einwilligung ist widerrufbar.</p>"
            "<p>Nutzen Sie unsere Seite mit Werbung und Tracking, oder lehnen Sie in den Einstellungen ab.</p>",
            "consent wall",
        ),
        (
            "Impressum",
            "<p>Insel Medien GmbH, Hafenstraße 4. Registergericht: Amtsgericht Rostock. Umsatzsteuer: DE000.</p>"
            "<h2>Haftung</h2><p>Für die Inhalte externer Websites haften deren Betreiber.</p>",
            "legal notice",
        ),
    ],
)
def test_a_notice_is_refused_by_its_name(title: str, body: str, kind: str) -> None:
    with pytest.raises(EmptyArticle, match=kind):
        _parse(title, body)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Seite nicht gefunden: warum das Rathaus offline ist",
            "<p>Wer die Seite des Rathauses aufruft, liest nur noch einen Satz: Die Seite wurde nicht gefunden.</p>"
            "<p>Die Verwaltung sucht nun nach einer Firma, die den Auftritt neu baut und auch betreut.</p>",
        ),
        (
            "Council site tracked its visitors",
            "<p>The council's site used cookies without consent, and eleven partners saw personal data.</p>"
            "<p>The mayor promised a new banner in May, and a walk along the harbour for everybody who complained.</p>",
        ),
    ],
)
def test_an_article_about_errors_or_consent_is_read(title: str, body: str) -> None:
    assert len(_parse(title, body).body.paragraphs) == 2


def test_a_page_that_declares_its_date_is_an_article() -> None:
    head = "<meta property='article:published_time' content='2026-03-02T10:00:00Z'>"

    assert _parse("Page not found", MISSING, head).body.paragraphs
