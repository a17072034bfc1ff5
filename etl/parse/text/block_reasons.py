"""The reasons, in words, for each block of a text: what decided, and the strongest contributions to its score."""

from etl.article_blocks import walk
from etl.articles import Block, Role
from etl.parse.reading import BlockReason, Share, detected_by_words
from etl.parse.text.article import ReadText
from etl.parse.text.headings.scores import score_shares
from etl.parse.text.shapes import Shape
from etl.words.feature_words import reason_words

MAX_SHARES = 6
MIN_SHARE = 0.1  # in logits, of a contribution that is shown
NEAR_SCORE = 0.05  # minimum heading score of a paragraph whose contributions are shown
HEADING_ROLES = (Role.TITLE, Role.HEADING, Role.LABEL)


def text_reasons(read: ReadText) -> dict[str, BlockReason]:
    """The reason for each block of a text, by its place in the article.

    Observations about a line have weights in logits, strongest first: "ends like a sentence", -2.0. Only titles,
    headings, labels, and paragraphs that were almost headings have them. Before them is what decided, unless that was
    their sum.
    """
    outline = read.outline
    positions = {unit.start: position for position, unit in enumerate(outline.units)}
    weighed = score_shares(outline.shapes)
    reasons = {}
    for place, block in walk(read.body):
        position = positions.get(block.start or 0)
        score = outline.scores[position] if position is not None else None
        is_near = score is not None and (block.role in HEADING_ROLES or score >= NEAR_SCORE)
        seen = _shares(weighed[position], outline.shapes[position]) if position is not None and is_near else []
        shares = seen if seen and block.detected_by == "score" else [Share(words=_decision(block)), *seen]
        reasons[place] = BlockReason(shares=tuple(shares), score=block.score, heading_score=score)
    return reasons


def _decision(block: Block) -> str:
    if block.detected_by == "score" and block.role not in (Role.TITLE, Role.HEADING, Role.LABEL):
        return "not a heading by its score"
    if block.role is Role.LABEL and block.detected_by == "label":
        return "the words of a known label"
    return detected_by_words(block.detected_by)


def _shares(shares: dict[str, float], shape: Shape) -> list[Share]:
    """The strongest contributions; features with the same words are added up."""
    summed: dict[str, float] = {}
    for name, share in shares.items():
        words = reason_words()[name]
        if words:
            summed[words] = summed.get(words, 0.0) + share
    strongest = sorted(summed.items(), key=lambda item: -abs(item[1]))
    kept = [(words, share) for words, share in strongest if abs(share) >= MIN_SHARE][:MAX_SHARES]
    return [Share(words=words.format(width=shape.width), weight=share) for words, share in kept]
