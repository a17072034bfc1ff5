import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.enrich.urls import is_same_site, normalise_url

SAME = [
    ("https://news.example/a/story", "http://news.example/a/story"),
    ("https://news.example/a/story", "HTTPS://NEWS.Example:443/a/story/"),
    ("https://news.example/a/story", "https://www.news.example/a/story#comments"),
    ("https://news.example/a/story", "https://m.news.example/a/story?utm_source=mail&fbclid=Iw1"),
    ("https://news.example/a/story", "https://amp.news.example/a/story"),
    ("https://news.example/a/story", "https://news.example/a/story/amp/"),
    ("https://news.example/a/story", "https://news.example/amp/a/story?amp=1"),
    ("https://news.example/a/story.html", "https://news.example/a/story.amp.html"),
    ("https://news.example/a/story", "https://news.example/b/../a/./story;jsessionid=9F"),
    ("https://news.example/a", "https://reader:secret@news.example/a/index.html"),
    ("https://news.example", "http://www.news.example/"),
    ("https://news.example/?a=1&b=2", "https://news.example/?b=2&a=1&"),
    ("https://news.example/?q=a%20b", "https://news.example/?q=a+b"),
    ("https://news.example/~x/%D8%AE", "https://news.example/%7ex/%d8%ae"),
    ("https://news.example/خبر", "https://news.example/%D8%AE%D8%A8%D8%B1"),
    ("https://أخبار.example/1", "https://xn--igbicxr.example/1"),
]

DIFFERENT = [
    ("https://news.example/story?id=1", "https://news.example/story?id=2"),
    ("https://news.example/story?id=1", "https://news.example/story"),
    ("https://news.example/a/b", "https://news.example/a%2Fb"),
    ("https://news.example/Story", "https://news.example/story"),
    ("https://news.example/", "https://news.example:8080/"),
    ("https://arabic.news.example/1", "https://english.news.example/1"),
    ("https://news.example/#!/1", "https://news.example/#!/2"),
    ("https://news.example/amp", "https://news.example/"),
]

NOT_URLS = [
    "",
    "news.example/a",
    "//news.example/a",
    "mailto:desk@news.example",
    "ftp://news.example/a",
    "javascript:void(0)",
    "urn:newsml:news.example:2026",
    "https://",
    "https:///path",
    "https://news.example:99999/",
    "https://[::1/",
    "https://a..example/",
    "https://news example/",
    f"https://{'a' * 64}.example/",
    "https://a.example/\ud800",
    f"https://news.example/{'a' * 8000}",
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_spellings_of_one_page_become_one(first: str, second: str) -> None:
    assert normalise_url(first) == normalise_url(second) is not None


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_different_pages_stay_different(first: str, second: str) -> None:
    assert normalise_url(first) != normalise_url(second)


@pytest.mark.parametrize("text", NOT_URLS)
def test_what_is_no_url_of_the_web_is_none(text: str) -> None:
    assert normalise_url(text) is None


def test_a_site_is_its_registered_domain() -> None:
    assert is_same_site("https://arabic.news.example/1", "https://english.news.example/2")
    assert is_same_site("https://news.site.co.uk/1", "https://site.co.uk/1")
    assert not is_same_site("https://site.co.uk/1", "https://other.co.uk/1")


PIECES = st.sampled_from(
    [*"/?&=#%;.:@a1 é\t", *("amp", ".amp", ".html", "index.html", "%2", "%41", "utm_a", "..", "id")]
)


@example("..amp")
@given(st.lists(PIECES).map("".join))
def test_a_normalised_url_is_its_own_normal_form(rest: str) -> None:
    normalised = normalise_url(f"https://news.example/{rest}")

    assert normalised is None or normalise_url(normalised) == normalised


@given(st.text())
def test_no_text_raises(text: str) -> None:
    normalise_url(text)
    normalise_url(f"https://{text}")
    normalise_url(f"https://news.example/{text}")
