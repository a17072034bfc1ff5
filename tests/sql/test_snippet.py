"""The snippets of news.search: hits marked as the publisher wrote them."""

import pytest
from fixture_types import AddArticle, Snippet


@pytest.mark.parametrize(
    ("language", "body", "query", "marked"),
    [
        ("ar", "رست السفن والقوارب، قرب الميناء.", "قوارب", "رست السفن <mark>والقوارب</mark>، قرب الميناء."),
        ("ar", "في المُسْتَشْفَى أطباء.", "مستشفي", "في <mark>المُسْتَشْفَى</mark> أطباء."),
        ("fa", "کتاب‌های تازه", "کتاب", "<mark>کتاب‌های</mark> تازه"),
        (
            "en",
            "Farmers (and fishermen) sang.",
            "fishermen farmer",
            "<mark>Farmers</mark> (and <mark>fishermen</mark>) sang.",
        ),
        (
            "en",
            "Red is red, a red boat is here.",
            '"red boat"',
            "Red is red, a <mark>red</mark> <mark>boat</mark> is here.",
        ),
        ("en", "O'Neill lives there.", "O’Neill", "<mark>O'Neill</mark> lives there."),
        ("en", "It cost 2,500.75 crowns.", "2500.75", "It cost <mark>2,500.75</mark> crowns."),
        ("fr", "L’hôpital ferme.", "hopital", "L’<mark>hôpital</mark> ferme."),
        ("fr", "Les élèves sont là.", "eleves", "Les <mark>élèves</mark> sont là."),
        ("zh", "渔民昨天在长江上捕鱼，长者在江边。", "长江", "渔民昨天在<mark>长江</mark>上捕鱼，长者在江边。"),
        ("ja", "ﾊﾞｽが遅れた。", "バス", "<mark>ﾊﾞｽ</mark>が遅れた。"),
        ("ja", "３点を取った。", "3点", "<mark>３点</mark>を取った。"),
        ("th", "ชาวประมงจับปลาในทะเลสาบใหม่", "ใหม่", "ชาวประมงจับปลาในทะเลสาบ<mark>ใหม่</mark>"),
        ("ko", "시장에서 생선을 판다.", "생선", "시장에서 <mark>생선을</mark> 판다."),
    ],
)
def test_hits_are_marked_as_written(
    add_article: AddArticle, snippet: Snippet, language: str, body: str, query: str, marked: str
) -> None:
    add_article(body, language=language)
    assert snippet(query) == snippet(query, language) == marked


def test_a_snippet_can_go_into_a_page(add_article: AddArticle, snippet: Snippet) -> None:
    add_article('A <script>"boat"</script> & <mark>more</mark>.', language="en")
    assert snippet("boat") == 'A &lt;script&gt;"<mark>boat</mark>"&lt;/script&gt; &amp; &lt;mark&gt;more&lt;/mark&gt;.'


def test_a_snippet_of_a_long_text_is_cut_around_the_hit(add_article: AddArticle, snippet: Snippet) -> None:
    add_article("before " * 2_000 + "lighthouse" + " after" * 2_000, language="en")
    found = snippet("lighthouse")
    assert found.startswith("…before")
    assert "before <mark>lighthouse</mark> after" in found
    assert found.endswith("after…")
    assert len(found) < 300


def test_what_is_not_wanted_is_not_marked(add_article: AddArticle, snippet: Snippet) -> None:
    add_article("A boat and a train.", language="en")
    assert snippet("boat -bicycle OR train") == "A <mark>boat</mark> and a <mark>train</mark>."
