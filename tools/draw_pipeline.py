"""Draw docs/pipeline.svg, the way of an article from file to view, from the texts below; `make golden` writes it."""

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, MARGIN = 860, 250, 20
BOX_WIDTH, BOX_HEIGHT, GAP = 140, 112, 30
BOX_TOP = 50
REJECTION_TOP, REJECTION_HEIGHT = 192, 40

# The picture has its own background, so it is legible on any page; it is dark if the reader prefers that.
STYLE = """\
    text { font-family: system-ui, sans-serif; font-size: 12px; fill: #1f2328; }
    .name { font-size: 15px; font-weight: 600; }
    .step { font-size: 12px; fill: #57606a; }
    .card { fill: #ffffff; stroke: #d0d7de; }
    .box { fill: #f3f6fa; stroke: #57606a; }
    .rejection { fill: #fff4e5; stroke: #b35900; }
    .arrow { fill: none; stroke: #57606a; stroke-width: 1.5; marker-end: url(#head); }
    .head { fill: #57606a; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .step { fill: #9aa4af; }
      .card { fill: #0d1117; stroke: #3d444d; }
      .box { fill: #1c2430; stroke: #9aa4af; }
      .rejection { fill: #33230f; stroke: #e09b4f; }
      .arrow { stroke: #9aa4af; }
      .head { fill: #9aa4af; }
    }"""


@dataclass(frozen=True, slots=True)
class Stage:
    """One box: what exists at this point, and the step that produced it."""

    name: str
    step: str
    lines: tuple[str, ...]


STAGES = (
    Stage("Files", "", ("pages, feeds, JSON,", "WARC, plain text;", "compressed or", "in archives")),
    Stage("Documents", "read", ("the bytes of each", "unit of input, and", "where they are from")),
    Stage("Articles", "parse, enrich", ("title, key facts,", "summary, sections,", "authors, dates,", "language")),
    Stage("Base tables", "load", ("articles, their", "history, and the", "outcome of each", "unit of input")),
    Stage("Views", "query", ("articles, facts,", "sections, lineage,", "full-text search:", "ask with SQL")),
)
REJECTED_FROM, STORED = (0, 1), 3  # the boxes from which rejections come, and the one that they go to
REJECTION = (
    "Rejections: what cannot be read or parsed, with its place, its reason and its first bytes; it can be retried"
)
DESCRIPTION = (
    "Files are read into documents, documents are parsed and enriched into articles, articles are loaded into base "
    "tables, and views show these to analysts. What cannot be read or parsed is stored as a rejection."
)


def draw() -> str:
    """The picture as SVG, without fonts or links."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title description">',
        '  <title id="title">The way of an article</title>',
        f'  <desc id="description">{escape(DESCRIPTION)}</desc>',
        f"  <style>\n{STYLE}\n  </style>",
        '  <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="head" d="M0 0L8 4L0 8z"/></marker>',
        _box("card", 0.5, 0.5, WIDTH - 1, HEIGHT - 1),
    ]
    for number, stage in enumerate(STAGES):
        parts += _stage(number, stage)
    return "\n".join([*parts, *_rejections(), "</svg>"]) + "\n"


def _left(number: int) -> int:
    return MARGIN + number * (BOX_WIDTH + GAP)


def _middle(number: int) -> int:
    return _left(number) + BOX_WIDTH // 2


def _stage(number: int, stage: Stage) -> list[str]:
    """The box of a stage, its text, and the arrow to it with the name of the step."""
    left, middle = _left(number), _middle(number)
    parts = [_box("box", left, BOX_TOP, BOX_WIDTH, BOX_HEIGHT), _text("name", middle, BOX_TOP + 24, stage.name)]
    parts += [_text("", middle, BOX_TOP + 46 + 17 * line, words) for line, words in enumerate(stage.lines)]
    if number:
        height = BOX_TOP + BOX_HEIGHT // 2
        parts += [_arrow(f"M{left - GAP} {height}H{left}"), _text("step", left - GAP // 2, BOX_TOP - 16, stage.step)]
    return parts


def _rejections() -> list[str]:
    """The box of rejections below, with arrows from the stages that reject units and to the one that stores them."""
    left, right = _left(min(REJECTED_FROM)), _left(STORED) + BOX_WIDTH
    bottom = BOX_TOP + BOX_HEIGHT
    return [
        _box("rejection", left, REJECTION_TOP, right - left, REJECTION_HEIGHT),
        _text("", (left + right) // 2, REJECTION_TOP + 24, REJECTION),
        *(_arrow(f"M{_middle(number)} {bottom}V{REJECTION_TOP}") for number in REJECTED_FROM),
        _arrow(f"M{_middle(STORED)} {REJECTION_TOP}V{bottom}"),
    ]


def _box(kind: str, left: float, top: float, width: float, height: float) -> str:
    return f'  <rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}" rx="6"/>'


def _text(kind: str, middle: int, baseline: int, words: str) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'  <text{named} x="{middle}" y="{baseline}" text-anchor="middle">{escape(words)}</text>'


def _arrow(path: str) -> str:
    return f'  <path class="arrow" d="{path}"/>'
