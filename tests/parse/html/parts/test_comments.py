"""Comments of readers are no text; what looks a little like them is."""

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse.html.article import parse_html
from etl.settings import Settings

STORY = (
    "The mill by the river opens as a library in spring, after two years of work on its roof and its floor.",
    "The council pays a third of the cost, and the rest comes from the county and from gifts of its readers.",
    "Opponents say that the money would be better spent on flood walls in the lower town, where houses were damaged.",
)
SAID = (
    ("Anna K.", "I live two streets away and nobody told us anything about it until now."),
    ("old_miller", "About time somebody looked into this, we have been asking for years and years."),
)


def _parse(below: str) -> Article:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    body = f"<h1>The mill</h1><div>{story}</div><div>{below}</div>"
    data = f"<html lang='en'><title>The mill</title><body>{body}</body></html>".encode()
    return parse_html(Document(origin=Origin(uri="a"), name="a.html", data=data), Settings())


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.body.paragraphs]


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='x1'><b>{name}</b> <time datetime='2026-05-11T10:00'>11.05.2026</time><p>{text}</p></div>",
        "<details open><summary>{name} (guest) 9. 4. 2026 13:03</summary><div><p>{text}</p></div></details>",
        "<dt>{name}, 11 May 2026</dt><dd>{text}</dd>",
        "<section class='q'><div>{name}</div><div>2026-05-11</div><p>{text}</p></section>",
        "<x-comment><x-user>{name}</x-user><x-text>{text}</x-text></x-comment>",
        "<blockquote><p>{text}</p><cite>{name}</cite></blockquote>",
        "<div class='c'><b>{name}</b><p>{text}</p><button>Reply</button></div>",
        "<li><strong>{name}:</strong> {text}</li>",
    ],
)
def test_blocks_alike_with_a_name_and_a_time_are_comments(markup: str) -> None:
    below = "".join(markup.format(name=name, text=text) for name, text in SAID)

    assert _texts(_parse(f"<h3>Kommentarer (2)</h3>{below}")) == list(STORY)


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='u'><p><b>{name}</b> (44)</p><p>{text}</p></div>",
        "<div class='u'><p><b>In 1902</b></p><p>{text}</p></div>",
    ],
)
def test_profiles_and_timelines_are_text(markup: str) -> None:
    texts = _texts(_parse("".join(markup.format(name=name, text=text) for name, text in SAID)))

    assert {text for _, text in SAID} <= set(texts)


def test_a_long_paragraph_that_stands_twice_is_stored_once() -> None:
    long, refrain = f"{STORY[0]} {STORY[1]}", "We shall not be moved."

    assert _texts(_parse(f"<p>{long}</p><p>{refrain}</p><p>{long}</p><p>{refrain}</p>")) == [
        *STORY,
        long,
        refrain,
        refrain,
    ]
