"""Notes on a page beside its article: corrections, and the bar of a paywall."""

from lxml.html import HtmlElement

from etl.parse.characters import COLONS
from etl.parse.html_blocks import PageBlock, elements_around
from etl.parse.html_tree import name_words
from etl.parse.labels import folded

CORRECTION_WORDS = frozenset(("correction", "corrections", "clarification", "corrigendum", "erratum", "errata"))
CORRECTION_LABELS = frozenset(map(folded, (
    "Correction", "Clarification", "Editor's note", "Berichtigung", "Korrektur", "Richtigstellung", "Rectificatif",
    "Correctif", "Correzione", "Errata corrige", "Rettifica", "Corrección", "Fe de errores", "Rectificación",
    "Correção", "Errata", "Erramos", "Correctie", "Rectificatie", "Rättelse", "Rettelse", "Retting", "Korjaus",
    "Sprostowanie", "Oprava", "Helyesbítés", "Erată", "Corecție", "Исправление", "Поправка", "Уточнение",
    "Виправлення", "Διόρθωση", "Διευκρίνιση", "Düzeltme", "تصحيح", "تصويب", "توضيح", "اصلاحیه", "تصحیح", "תיקון",
    "הבהרה", "सुधार", "शुद्धिपत्र", "সংশোধনী", "แก้ไขข่าว", "Đính chính", "Koreksi", "Ralat", "訂正", "更正", "更正启事",
    "정정", "바로잡습니다",
)))  # fmt: skip
PAYWALL_WORDS = frozenset(("paywall", "regwall"))
MAX_NOTE_CHARS = 1000
BLOCKS_BELOW_TEXT = 3


def is_correction(block: PageBlock, extents: dict[HtmlElement, tuple[int, int]]) -> bool:
    """By the names of the elements around it, or by a label and a colon at its head."""
    if len(block.text) > MAX_NOTE_CHARS:
        return False
    if _correction_label(block.text):
        return True
    return any(not CORRECTION_WORDS.isdisjoint(name_words(element)) for element in elements_around(block, extents))


def without_label(text: str) -> str:
    """The text of a correction without its label."""
    return text[_correction_label(text) :].strip()


def shows_paywall(blocks: list[PageBlock], extents: dict[HtmlElement, tuple[int, int]], last: int) -> bool:
    """Whether block `last` of the text, or one right below it, is named a paywall."""
    below = blocks[last : last + 1 + BLOCKS_BELOW_TEXT]
    around = (element for block in below for element in elements_around(block, extents))
    return any(not PAYWALL_WORDS.isdisjoint(name_words(element)) for element in around)


def _correction_label(text: str) -> int:
    """How many characters the label at the head of the text takes, colon included; 0 without one."""
    end = min((position for colon in COLONS if (position := text.find(colon)) > 0), default=0)
    return end + 1 if end and folded(text[:end]) in CORRECTION_LABELS else 0
