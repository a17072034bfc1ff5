"""Remove what the sender did not write from the HTML of a mail: quotations, signatures, the mail that it answers."""

from collections import Counter
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from etl.articles import QualityIssue
from etl.parse.html.tree import read_tree, text_of
from etl.settings import Settings
from etl.words.folding import tidied

MIN_LETTERS = 20
HEADINGS = ("h1", "h2", "h3")
# Classes and ids that mail programs give to the elements with the answered mail.
QUOTATIONS = frozenset(
    {
        "gmail_quote", "gmail_extra", "moz-forward-container", "yahoo_quoted", "protonmail_quote", "tutanota_quote",
        "zmail_extra", "mail-editor-reference-message-container", "ms-outlook-mobile-reference-message", "iwcquote",
    }
)  # fmt: skip
SIGNATURES = frozenset(
    {"gmail_signature", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature", "Signature"}
)
ATTRIBUTIONS = frozenset(
    {"gmail_attr", "moz-cite-prefix", "moz-email-headers-table", "OutlookMessageHeader", "divRplyFwdMsg"}
)
ENDS = frozenset({"divRplyFwdMsg", "OutlookMessageHeader", "appendonsend"})  # what follows is the answered mail
PREFIX = "x_"  # Outlook adds it to the classes and ids of a mail that it quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHtml:
    """The HTML that the sender wrote, and the number of elements left out, by kind."""

    source: str
    left: Counter[str]
    issues: tuple[QualityIssue, ...]  # from read_tree
    is_forwarded: bool = False


def own_html(source: str, settings: Settings, *, is_forwarded: bool) -> OwnHtml:
    """The HTML of a mail without quotations and signatures, which are recognised by the classes and ids of elements.

    In a forwarded mail, or if almost nothing else is left, quotations are kept without their attribution. Raises the
    same errors as read_tree.
    """
    tree, issues = read_tree(source, settings)
    left = _drop(tree, SIGNATURES, "signature")
    whole = _letters(tree)
    quoted = [each for each in tree.iter(etree.Element) if _is_quotation(each)]
    own = whole - sum(map(_letters, _outermost(quoted)))
    if quoted and (is_forwarded or own < MIN_LETTERS):
        left += _drop(tree, ATTRIBUTIONS, "forwarding")
        return OwnHtml(source=_source(tree), left=left, issues=issues, is_forwarded=True)
    for element in _outermost(quoted):
        left["quotation"] += 1
        _remove(element)
    left += _drop_ends(tree) + _drop(tree, ATTRIBUTIONS, "quotation")
    return OwnHtml(source=_source(tree), left=left, issues=issues)


def heading_above(source: str, text: str, settings: Settings) -> str | None:
    """The heading above the element that begins with a text; None without one.

    A newsletter has several stories, and the heading of the first is not taken for text where it stands above it all.
    """
    tree, _ = read_tree(source, settings)
    heading = None
    for element in tree.iter(etree.Element):
        if element.tag in HEADINGS:
            heading = text_of(element) or heading
        elif (begins := tidied(element.text or "")) and text.startswith(begins):
            return heading
    return None


def _is_quotation(element: HtmlElement) -> bool:
    is_cited = element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"
    return is_cited or bool(_names(element) & QUOTATIONS)


def _names(element: HtmlElement) -> set[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return {name.removeprefix(PREFIX) for name in names}


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    """The elements that are not inside another one of them, in page order."""
    inside: set[HtmlElement] = set()
    found: list[HtmlElement] = []
    for element in elements:
        if element not in inside:
            found.append(element)
            inside.update(element.iterdescendants())
    return found


def _drop(tree: HtmlElement, names: frozenset[str], kind: str) -> Counter[str]:
    found = _outermost([each for each in tree.iter(etree.Element) if _names(each) & names])
    for element in found:
        _remove(element)
    return Counter({kind: len(found)} if found else {})


def _drop_ends(tree: HtmlElement) -> Counter[str]:
    """Drop and count the elements after the header of the answered mail, unless almost nothing is above it."""
    end = next((each for each in tree.iter(etree.Element) if _names(each) & ENDS), None)
    if end is None or end.getparent() is None:
        return Counter()
    behind = list(end.itersiblings())
    if _letters(tree) - _letters(end) - sum(map(_letters, behind)) < MIN_LETTERS:
        return Counter()
    for element in behind:
        _remove(element)
    return Counter({"answered mail": len(behind)} if behind else {})


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _letters(element: HtmlElement) -> int:
    return sum(map(str.isalpha, text_of(element)))


def _source(tree: HtmlElement) -> str:
    return str(etree.tostring(tree, encoding="unicode", method="html"))
