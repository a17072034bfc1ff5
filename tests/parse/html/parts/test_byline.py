"""The authors that a page shows: where bylines are, and whose they are."""

import pytest

from etl.documents import Document, Origin
from etl.parse import parse_document
from etl.settings import Settings

STORY = "The harbour bridge in Port Alder was opened on Monday after years of work, and many cars went over it at noon."
TEXT = f"<p>{STORY}</p>" * 4


def authors(above: str, text: str = TEXT, lang: str = "en") -> tuple[str, ...]:
    page = f"<html lang='{lang}'><body><main><article><h1>The bridge is open</h1>{above}{text}</article></main></body>"
    return parse_document(Document(origin=Origin(uri="a.html"), name="a.html", data=page.encode()), Settings()).authors


@pytest.mark.parametrize(
    "above",
    [
        "<p class='x1'>5 May 2026 by Ann Lee</p>",
        "<div class='c-7f'><a href='/authors/al'>Ann Lee</a><a href='#'>@annlee</a> <time>5 May 2026</time></div>",
        "<div class='header-social'><p>By Ann Lee</p></div>",
        "<ul><li>Written by <a href='https://x.example/author/ann/'>Ann Lee</a></li><li>5 May 2026</li></ul>",
        "<div class='a9'>By</div><div class='a9'>Ann Lee</div>",
        f"<h2>{STORY}</h2><dl><dt>von</dt><dd>Ann Lee</dd></dl>",
        f"<p class='lead-in'>{STORY}</p><div class='autor'>Ann Lee</div>",
        "<span class='author'>Ann Lee</span><span class='author'>Senior Editor</span>",
        "<p>Photo:</p><p class='author'>Bo Ek</p><p>Text: Ann Lee</p>",
    ],
)
def test_the_author_is_found_without_the_usual_marks(above: str) -> None:
    assert authors(above) == ("Ann Lee",)


@pytest.mark.parametrize(
    "above",
    [
        "<p>Port Alder | 5 May 2026 | 3 min read</p>",
        "<p>5 May 2026 | Port Alder voters choose a new mayor</p>",
        "<p class='author'>Follow</p>",
        "<figure><img src='a.jpg'><div class='author'>Bo Ek</div></figure>",
        "<nav><a href='/author/bo'>Bo Ek</a></nav>",
        "<ul><li><a href='/x1'>The old ferry becomes a hotel in June</a> <span>By Bo Ek</span></li></ul>",
    ],
)
def test_a_line_near_the_title_that_names_no_author_gives_none(above: str) -> None:
    assert authors(above) == ()


@pytest.mark.parametrize(
    "end",
    [
        "<p><em>— Ann Lee and Bo Ek</em></p>",
        "<p align='right'>Ann Lee, Bo Ek</p>",
        "<p>(Reporting by Ann Lee and Bo Ek; Editing by Jo Root)</p>",
        "<div class='x7'>Text: Ann Lee, Bo Ek</div>",
    ],
)
def test_the_authors_may_be_at_the_end_of_the_text(end: str) -> None:
    assert authors("", TEXT + end) == ("Ann Lee", "Bo Ek")
    assert authors("<p>By Jo Root</p>", TEXT + end) == ("Jo Root",)


def test_the_name_above_a_biography_is_the_author() -> None:
    assert authors(
        "", f"{TEXT}<div class='q1'><h4>Ann Lee</h4><p>Ann Lee has written about ports for years.</p></div>"
    ) == ("Ann Lee",)


@pytest.mark.parametrize(
    "end",
    [
        "<p><em>Port Alder</em></p>",
        "<div class='more'><a href='/more'>Load More</a></div>",
        "<p>Photos by Bo Ek</p>",
        "<ul><li>By Bo Ek</li></ul>",
    ],
)
def test_a_line_at_the_end_that_is_no_byline_gives_no_author(end: str) -> None:
    assert authors("", TEXT + end) == ()


@pytest.mark.parametrize(
    ("lang", "above", "expected"),
    [
        ("en", "<p><b>Ann Lee</b></p><p>5 May 2026</p>", ("Ann Lee",)),
        ("en", "<p>Ann Lee</p><p>Senior Editor</p>", ("Ann Lee",)),
        ("en", "<div><span><span>Ann Lee</span>, and <span>Bo Ek</span></span></div>", ("Ann Lee", "Bo Ek")),
        ("en", "<p>Ann Lee</p>", ("Ann Lee",)),
        ("en", "<p>Ann Lee – Port Alder</p>", ("Ann Lee",)),
        ("en", "<div><img src='f.jpg' alt='Ann Lee'><div>Ann Lee</div><div>Science editor</div></div>", ("Ann Lee",)),
        ("en", "<div><a href='/people/ann-lee'>Ann Lee</a> <span>·</span> <span>4 min read</span></div>", ("Ann Lee",)),
        ("de", "<p>Ann Lee, dpa</p>", ("Ann Lee",)),
        ("de", "<p>Eine Reportage von Ann Lee (Text) und Bo Ek (Fotos)</p>", ("Ann Lee",)),
        ("ar", "<p>سلمى الناصري ورامي الخطيب</p>", ("سلمى الناصري", "رامي الخطيب")),
        ("fa", "<div><span>نیلوفر شریفی</span><span>5 مه 2024</span></div>", ("نیلوفر شریفی",)),
        ("zh", "<p><b>李雨桐、赵一鸣</b></p>", ("李雨桐", "赵一鸣")),
        ("ko", "<div><span>홍길동 기자</span></div>", ("홍길동",)),
    ],
)
def test_a_line_of_mere_names_credits_authors(lang: str, above: str, expected: tuple[str, ...]) -> None:
    assert authors(above, lang=lang) == expected


@pytest.mark.parametrize(
    ("lang", "above"),
    [
        ("en", "<p>Port Alder</p>"),
        ("en", "<p>Climate Change</p><p>5 May 2026</p>"),
        ("en", "<p><a href='/markets/indices/dow-jones'>Dow Jones</a></p>"),
        ("en", "<p>Stop Dreaming. Start Training.</p>"),
        ("en", "<figure><img src='a.jpg'></figure><p class='caption'>Ann Lee</p>"),
        ("es", "<p>Cambio Climático</p>"),
        ("ar", "<p>أخبار محلية</p>"),
        ("zh", "<p>社会新闻</p>"),
        ("ko", "<p>지역 뉴스</p>"),
    ],
)
def test_a_place_topic_section_or_caption_is_no_author(lang: str, above: str) -> None:
    assert authors(above, lang=lang) == ()


@pytest.mark.parametrize("end", [" — Ann Lee", " (Ann Lee)"])
def test_the_author_may_stand_behind_the_last_sentence(end: str) -> None:
    assert authors("", f"{TEXT}<p>{STORY}{end}</p>") == ("Ann Lee",)
    assert (
        authors(
            "",
            f"<p>Mayor Ann Lee spoke first, and all of the people of the town were there.</p>{TEXT}<p>{STORY}{end}</p>",
        )
        == ()
    )


def test_bylines_of_other_articles_in_the_text_are_not_its_authors() -> None:
    teaser = (
        "<div class='b1'><a href='/x1'><h4>The old ferry becomes a hotel in June</h4></a><span>By Bo Ek</span></div>"
    )

    assert authors("", f"<p>{STORY}</p><p>{STORY}</p>{teaser}{TEXT}") == ()
    assert authors("<p>By Ann Lee</p>", f"<p>{STORY}</p>{teaser}{TEXT}") == ("Ann Lee",)


def test_a_name_declared_surname_first_is_as_the_page_shows_it() -> None:
    declared = "<meta name='dc.creator' content='Lee, Ann'>"

    assert authors(f"{declared}<ul><li><a>Ann Lee</a></li></ul>") == ("Ann Lee",)
    assert authors(declared) == ("Lee, Ann",)


@pytest.mark.parametrize(
    "declared",
    [
        "<meta itemprop='author' content='Ann Lee'>",
        "<meta name='citation_author' content='Ann Lee'>",
        "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ann Lee'>",
        "<link rel='author' href='/team/3' title='Ann Lee'>",
    ],
)
def test_the_author_may_be_declared_in_the_ways_of_many_systems(declared: str) -> None:
    assert authors(declared) == ("Ann Lee",)
