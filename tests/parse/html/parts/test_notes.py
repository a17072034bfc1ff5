"""Corrections, notes on machine-made text, paywalls and credits on pages."""

import pytest

from etl.articles import Article, Completeness
from etl.documents import Document, Origin
from etl.parse.html.article import parse_html
from etl.settings import Settings

FIRST = "The bridge over the harbour opened on Monday after two years of work, and several hundred people crossed it."
SECOND = "Engineers said that the lights would be finished within a month, when the last of the cables is delivered."
THIRD = "Shop owners on the old road fear for their trade and have asked the council for lower fees in the first year."


def parse(after: str = "", before: str = "", title: str = "A bridge opens", head: str = "") -> Article:
    source = (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{before}"
        f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{after}</article></body></html>"
    )
    return parse_html(Document(origin=Origin(uri="a.html"), name="a.html", data=source.encode()), Settings())


def texts(found: Article) -> list[str]:
    return [block.text for block in found.body.paragraphs]


@pytest.mark.parametrize(
    "note",
    [
        "<p><em>Correction: The bridge is 180 metres long.</em></p>",
        "<p>Editor's note: The bridge is 180 metres long.</p>",
        "<div class='story-correction'><p>The bridge is 180 metres long.</p></div>",
        "<div class='correction-box'><h4>Correction</h4><p>The bridge is 180 metres long.</p></div>",
    ],
)
def test_a_correction_is_kept_without_its_label_and_is_no_paragraph(note: str) -> None:
    found = parse(note)

    assert found.corrections == ("The bridge is 180 metres long.",)
    assert texts(found) == [FIRST, SECOND, THIRD]


def test_an_article_that_is_a_correction_gives_its_first_paragraph() -> None:
    assert parse(title="Correction: length of the bridge").corrections == (FIRST,)


def test_a_note_on_machines_stands_beside_the_text_and_names_what_was_made() -> None:
    note = "This summary was created with AI and checked by an editor."

    assert parse(f"<p><small>{note}</small></p>").ai_disclosure == note
    assert parse(before=f"<p class='ai-note'>{note}</p>").ai_disclosure == note


def test_an_article_about_machines_discloses_nothing() -> None:
    found = parse("<p>The harbour master says that artificial intelligence will steer the ferries one day.</p>")

    assert found.ai_disclosure is None
    assert len(texts(found)) == 4


@pytest.mark.parametrize(
    ("head", "after", "paywalled", "evidence"),
    [
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A bridge opens", '
         '"isAccessibleForFree": "False"}</script>', "", True, "json-ld:isAccessibleForFree"),
        ('<meta property="article:content_tier" content="free">', "", False, "meta:article:content_tier"),
        ("", "<div class='paywall'><p>Subscribe</p></div>", True, "name"),
        ("", "<div><p>Subscribe to continue reading the news of the harbour.</p></div>", True, "words"),
        ("", "", None, None),
    ],
)  # fmt: skip
def test_what_says_that_an_article_is_paid_for_is_kept(
    head: str, after: str, paywalled: bool | None, evidence: str | None
) -> None:
    found = parse(after, head=head)

    assert (found.paywalled, found.access_evidence) == (paywalled, evidence)
    assert found.completeness is (Completeness.PAYWALLED if paywalled else Completeness.FULL)


def test_a_credit_line_leaves_the_text() -> None:
    found = parse("<p>(Reuters)</p>")

    assert (found.wire_credit, found.wire_agency, found.wire_evidence) == ("Reuters", "Reuters", "line")
    assert texts(found) == [FIRST, SECOND, THIRD]


def test_an_agency_in_a_sentence_is_no_credit() -> None:
    assert parse("<p>The harbour master told Reuters and AFP that he was content.</p>").wire_credit is None


def test_a_declared_agency_is_a_credit_and_signs_where_nobody_else_does() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A bridge opens", "author": "%s"}'

    alone = parse(head=head % "dpa" + "</script>")
    beside = parse(head=head % "Nora Falk, dpa" + "</script>")

    assert (alone.authors, alone.wire_agency, alone.wire_evidence) == (("dpa",), "dpa", "declared")
    assert (beside.authors, beside.wire_agency) == (("Nora Falk",), "dpa")


@pytest.mark.parametrize(
    "note",
    [
        "<p>The original headline of this story named the wrong bridge.</p>",
        "<p>This article was changed on 4 May 2026 to say that the bridge is 180 metres long.</p>",
        "<p><em>We first reported that the bridge is short. We have put this right.</em></p>",
        "<footer><p>In einer früheren Fassung dieses Artikels stand, die Brücke sei kurz.</p></footer>",
        "<p>ذكرت نسخة سابقة من هذا المقال أن الجسر قصير.</p>",
        "<p>Este artículo se modificó el 4 de mayo de 2026 para decir que el puente es largo.</p>",
        "<p>当初の見出しは橋の名前を誤っていました。</p>",
    ],
)
def test_a_note_on_an_earlier_version_is_a_correction_without_any_label(note: str) -> None:
    found = parse(after=note)

    assert len(found.corrections) == 1
    assert texts(found) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("<p><b>Correction (4.5.2026):</b> The bridge is long.</p>", "The bridge is long."),
        ("<p><b>Correction</b> — The bridge is long.</p>", "The bridge is long."),
        ("<p>Correction added Nov. 18, 2019: The bridge is long.</p>", "The bridge is long."),
        ("<div><strong>Correction, 4 May</strong><p>The bridge is long.</p></div>", "The bridge is long."),
        ("<dl><dt>Berichtigung</dt><dd>Die Brücke ist lang.</dd></dl>", "Die Brücke ist lang."),
    ],
)
def test_a_label_of_a_correction_may_have_a_date_or_stand_alone(note: str, text: str) -> None:
    assert parse(after=note).corrections == (text,)


@pytest.mark.parametrize(
    "last",
    [
        "An earlier version of the bridge had lasted for eighty years before the flood took it.",
        "The parliament changed the law on bridges in 2025, and the article on tolls was dropped.",
        "This article was originally published by the Harbour Post. Read it there.",
    ],
)
def test_a_last_paragraph_on_something_else_is_no_correction(last: str) -> None:
    assert parse(after=f"<p>{last}</p>").corrections == ()


@pytest.mark.parametrize(
    "note",
    [
        "This text was translated from Danish by machine and reviewed by our desk.",
        "Our newsroom used software to draft this report. Editors checked it before publication.",
        "Drafted by a language model from the release; a reporter verified all figures.",
        "Dieser Beitrag wurde automatisch aus Daten erzeugt. Die Redaktion hat ihn geprüft.",
        "El resumen fue escrito con una herramienta de IA y revisado por un editor.",
        "ترجم هذا النص آليا من الدنماركية وراجعته هيئة التحرير.",
        "郡の発表をもとに言語モデルが下書きし、記者がすべての数字を確認しました。",
    ],
)
def test_a_note_below_the_text_says_what_made_it_and_who_checked_it(note: str) -> None:
    found = parse(after=f"<div class='x9'>{note}</div>")

    assert found.ai_disclosure == note
    assert texts(found) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "last",
    [
        "The software of the bridge was written in Denmark and is checked every night by two engineers.",
        "The fantasy and AI editor of the paper introduces the page-turners that have taken this year's top spots.",
    ],
)
def test_a_text_about_software_or_models_is_no_note_on_the_article(last: str) -> None:
    assert parse(after=f"<p>{last}</p>").ai_disclosure is None


@pytest.mark.parametrize("badge", ["* ", "<span>AI</span> "])
def test_a_note_is_stored_without_the_badge_or_mark_before_it(badge: str) -> None:
    note = "This summary was written with an AI tool and checked by an editor."

    assert parse(after=f"<p class='x9'>{badge}{note}</p>").ai_disclosure == note


def test_a_footer_of_the_article_by_its_name_may_have_a_correction() -> None:
    note = "An earlier version of this article gave a wrong length."
    after = f"</article><div class='post-footer'><p>{note}</p></div>"

    found = parse(after=after, before="<div>")

    assert found.corrections == (note,)
