"""news.search: what a query finds, and what it does not."""

from datetime import date

import pytest
from fixture_types import AddArticle, AddRevision, Find
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.database import tables

# (language, text, query)
FOUND = [
    ("ar", "عادت القوارب إلى الميناء مساء أمس.", "قوارب"),
    ("ar", "عادت قوارب كثيرة إلى الميناء.", "والقوارب"),
    ("ar", "وصل الوفد بالقوارب وللقوارب مرسى.", "القوارب"),
    ("ar", "رست في الميناء وبقوارب صغيرة نزل الركاب.", "قوارب"),
    ("ar", "اجتماع للجنة المالية.", "لجنة"),
    ("ar", "كتاب عن اللغة القديمة.", "للغة"),
    ("ar", "ذهب إلى المستشفى ليلا.", "مستشفي"),
    ("ar", "زار أحمدُ الجَامِعَةَ.", "احمد جامعه"),
    ("ar", "الســـوق مفتوح.", "السوق"),
    ("ar", "بلغ العدد ١٩٨٧ شخصا.", "1987"),
    ("fa", "کتاب‌های تازه رسید.", "کتابهای"),
    ("fa", "کتاب‌های تازه رسید.", "کتاب"),
    ("fa", "علي به مدرسه رفت.", "علی"),
    ("ur", "سڑک بند ہے۔", "سڑک"),
    ("he", "הספרייה החדשה נפתחה, ובגשר עמדו אנשים.", "ספרייה גשר"),
    ("he", 'דובר צה"ל מסר הודעה.', 'צה"ל'),
    ("en", "Farmers were harvesting early.", "farmer harvest"),
    ("en", "The well-known café re-opened.", "well-known cafe"),
    ("en", "It cost 2,500,000 crowns.", "2500000"),
    ("en", "See https://example.org/a_b/2026?id=7 for more.", "https://example.org/a_b/2026?id=7"),
    ("en", "See https://example.org/a_b/2026?id=7 for more.", "example.org"),
    ("de", "Die Brücken in Düsseldorf sind gesperrt.", "Duesseldorf Brücke"),
    ("de", "Eine breite Straße.", "STRASSE"),
    ("fr", "L’hôpital cherche des infirmières.", "hopital infirmière"),
    ("es", "Las elecciones del año.", "elección"),
    ("pl", "Pociąg do Łodzi odjechał.", "lodzi"),
    ("tr", "IĞDIR'da kış başladı.", "ığdır"),
    ("tr", "Çocuklar evlerinde kaldı.", "ev"),
    ("ru", "Рыбаки вышли в море на лодках.", "лодка"),
    ("ru", "Ещё один котёл.", "котел"),
    ("el", "ΟΙ ΔΡΟΜΟΙ ΕΚΛΕΙΣΑΝ", "δρόμοι"),
    ("hi", "किसानों ने फ़सल बेची।", "किसान फसल"),
    ("th", "ชาวประมงจับปลาในทะเลสาบ", "ทะเลสาบ"),
    ("zh", "渔民昨天在长江上捕鱼。", "长江"),
    ("zh", "渔民昨天在长江上捕鱼。", "鱼"),
    ("zh", "渔民昨天在长江上捕鱼。", "昨天在长江"),
    ("ja", "新しい橋が５月に完成した。", "5月"),
    ("ja", "ﾊﾞｽが遅れた。", "バス"),
    ("ko", "시장에서 생선을 판다.", "생선"),
    ("vi", "Ngư dân bán cá ở Đà Nẵng.", "da nang"),
    ("id", "Nelayan menjual ikan.", "jual"),
]
# (language, text, query)
NOT_FOUND = [
    ("ar", "ولد صغير يلعب.", "بلد"),
    ("ar", "فاز كريم بالسباق.", "ريم"),
    ("ar", "في البحر مركب.", "حر"),
    ("ar", "يعمل في الميناء.", "الآن"),
    ("vi", "Một con ca.", "cá"),
    ("en", "The bank closed.", "open"),
    ("zh", "上海的大学。", "海大"),
    ("zh", "他去了东方,京剧开演。", "方京"),
    ("th", "ชาวประมงจับปลา", "ปลาทะเล"),
    ("ko", "생선을 판다.", "선을"),
]
HOSTILE = [
    "",
    "   ",
    '"',
    '""',
    '"unbalanced',
    "%",
    "\\",
    "'",
    "''; drop table article; --",
    "& | ! ( ) : * <->",
    "a <-> b <2> c",
    ":*",
    "-",
    "- - -",
    "-boat",
    "OR",
    "OR OR -",
    "؟،؛",
    "\u200b\ufffe\ud7ff",
    "\u202eevil",
    "e\u0301" * 50,
    "\U0001f600 \U00020000",
    "boat " * 11_000,
    "水" * 55_000,
    "x" * 55_000,
    "a.b" * 20_000,
    " ".join(f"word{number}" for number in range(10_000)),
    "\u0301" * 5_000,
    "ก" + "\u0e49" * 5_000,
    '"' * 10_000,
]


@pytest.mark.parametrize(("language", "body", "query"), FOUND)
def test_words_are_found_in_all_their_forms(
    add_article: AddArticle, find: Find, language: str, body: str, query: str
) -> None:
    article = add_article(body, language=language)
    assert find(query) == [article]
    assert find(query, language=language) == [article]


@pytest.mark.parametrize(("language", "body", "query"), NOT_FOUND)
def test_what_only_looks_alike_is_not_found(
    add_article: AddArticle, find: Find, language: str, body: str, query: str
) -> None:
    add_article(body, language=language)
    assert find(query) == []
    assert find(query, language=language) == []


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_raises(add_article: AddArticle, find: Find, query: str) -> None:
    add_article("A boat, 水 and more.", language="en")
    find(query)


def test_a_query_without_a_wanted_word_finds_nothing(add_article: AddArticle, find: Find) -> None:
    add_article("A boat.", language="en")
    assert find("") == find('"-!?"') == find("-train") == []


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("boat train", [2]),
        ("boat OR bicycle", [0, 2, 3]),
        ("boat -train", [0]),
        ('"red boat"', [0]),
        ('"boat red"', []),
        ("“red boat”", [0]),
        ('boat -"red boat"', [2]),
        ("red train OR bicycle", [2, 3]),
        ("长江 -渔民", [5]),
        ('"江上捕鱼"', [4]),
        ('长江 -"江上捕鱼"', [5]),
        ("捕鱼 OR 大桥", [4, 5]),
    ],
)
def test_operators_keep_their_meaning(add_article: AddArticle, find: Find, query: str, texts: list[int]) -> None:
    ids = [
        add_article("A red boat.", language="en"),
        add_article("A red car.", language="en"),
        add_article("The boat is late, the train is red.", language="en"),
        add_article("A bicycle.", language="en"),
        add_article("渔民在长江上捕鱼。", language="zh"),
        add_article("长江大桥。", language="zh"),
    ]
    assert sorted(find(query)) == [ids[number] for number in texts]


def test_a_phrase_with_marks_inside_is_one_phrase(add_article: AddArticle, find: Find) -> None:
    article = add_article("O'Neill spoke.", language="en")
    add_article("Neill O. spoke.", language="en")
    assert find("O’Neill") == [article]


def test_a_phrase_is_found_with_the_particles_of_its_words(add_article: AddArticle, find: Find) -> None:
    article = add_article("جاء بقوارب صغيرة.", language="ar")
    assert find('"قوارب صغيرة"') == [article]


def test_words_may_stand_far_apart_in_a_long_text(add_article: AddArticle, find: Find) -> None:
    article = add_article("Lighthouse.", *["Nothing to see here at all."] * 900, "Harbour.", language="en")
    assert find("lighthouse harbour") == [article]
    assert find('lighthouse harbour "see here"') == [article]
    assert find("lighthouse -harbour") == []
    assert find('"lighthouse harbour"') == []


def test_the_last_word_of_a_long_chinese_text_is_found(add_article: AddArticle, find: Find) -> None:
    article = add_article("天气很好" * 5_000 + "，渔民回家了。", language="zh")
    assert find("渔民回家") == [article]
    assert find("渔民") == [article]


@pytest.mark.parametrize("before", range(3_880, 4_010, 10))
def test_no_word_is_lost_where_parts_meet(add_article: AddArticle, find: Find, before: int) -> None:
    article = add_article("x " * (before // 2) + "lighthouse keeper harbour " + "y " * 3_000, language="en")
    assert find('"lighthouse keeper harbour"') == [article]
    assert find("light") == []
    assert find("house") == []


def test_a_text_of_random_characters_can_be_indexed(add_article: AddArticle, find: Find) -> None:
    every = "".join(map(chr, range(0x4E00, 0x9FFF)))
    add_article(*(every[start:] + every[:start] for start in range(0, 20_000, 5_000)), language="zh")
    assert len(find("一丁")) == 1


def test_filters_keep_only_what_fits(session: Session, add_article: AddArticle, find: Find) -> None:
    source = tables.Source(name="harbour.example")
    session.add(source)
    session.flush()
    session.add(tables.SourceAlias(alias="HRB", source_id=source.source_id))
    session.flush()
    first = add_article("A boat.", language="en", published_on=date(2026, 3, 1), source_id=source.source_id)
    second = add_article("A boat.", language="en-GB", published_on=date(2026, 3, 5))
    third = add_article("Ein boat.", language="de")
    assert sorted(find("boat")) == [first, second, third]
    assert sorted(find("boat", language="en")) == [first, second]
    declared = add_article("A boat.", language="nl", language_declared="de")
    assert sorted(find("boat", language="de")) == [third, declared]
    assert find("boat", source="harbour.example") == find("boat", source="HRB") == [first]
    assert find("boat", since=date(2026, 3, 1), until=date(2026, 3, 4)) == [first]
    assert find("boat", since=date(2026, 3, 2)) == [second]
    assert len(find("boat", max_rows=2)) == 2
    assert find("boat", max_rows=0) == find("boat", max_rows=-1) == []
    assert len(find("boat", max_rows=None)) == 4


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters='\0"'), max_size=80))
def test_any_text_finds_itself(session: Session, words: str) -> None:
    """As a phrase, whatever its characters; what holds no word asks for nothing."""
    query = text("""
        select count(*) filter (where not coalesce(v.vector @@ t.exact and v.vector @@ t.loose, false))
        from news.search_terms('"' || :words || '"', null) as t
        cross join news.search_vector(:words, null) as v (vector)""")
    assert session.execute(query, {"words": words.replace("-", " ")}).scalar_one() == 0


def test_a_hit_in_the_title_ranks_first(add_article: AddArticle, find: Find) -> None:
    body = add_article("The boat came in.", language="en", title="Weather")
    title = add_article("The weather was bad.", language="en", title="The boat")
    assert find("boat") == [title, body]


def test_only_the_current_revision_is_found(session: Session, add_revision: AddRevision, find: Find) -> None:
    old = add_revision("The old lighthouse.", language="en")
    assert find("lighthouse") == [old.article_id]
    article = session.get(tables.Article, old.article_id)
    add_revision("The new harbour.", article=article, language="en")
    assert find("harbour") == [old.article_id]
    assert find("lighthouse") == []
    count = session.execute(text("select count(*) from corpus.article_search")).scalar_one()
    assert count == 1


def test_indexing_goes_on_where_it_stopped(session: Session, add_article: AddArticle) -> None:
    for number in range(5):
        add_article(f"Number {number}.", language="en")
    counts = [session.execute(text("select corpus.index_articles(2)")).scalar_one() for _ in range(4)]
    assert counts == [2, 2, 1, 0]
    assert session.execute(text("select corpus.unindexed_count()")).scalar_one() == 0


def test_an_index_of_another_version_is_made_again(session: Session, add_article: AddArticle, find: Find) -> None:
    article = add_article("A boat.", language="en")
    assert find("boat") == [article]
    session.execute(text("update corpus.article_search set version = -1, vector = ''"))
    assert session.execute(text("select corpus.unindexed_count()")).scalar_one() == 1
    assert find("boat") == [article]


def test_an_article_without_text_is_indexed_once(session: Session, add_article: AddArticle) -> None:
    add_article()
    assert session.execute(text("select corpus.index_articles(10)")).scalar_one() == 1
    assert session.execute(text("select corpus.index_articles(10)")).scalar_one() == 0


def test_facts_summary_and_headings_are_found(add_article: AddArticle, find: Find) -> None:
    article = add_article(
        "Body.", language="en", facts=("One lighthouse.",), summary=("A harbour.",), heading="The pier"
    )
    assert find("lighthouse harbour pier body") == [article]


def test_the_index_is_used(owner_session: Session) -> None:
    owner_session.execute(
        text(
            "insert into corpus.article_search (article_id, revision_id, part, vector, version)"
            " select n, n, 0, array_to_tsvector(array['boat', 'word' || n]), 1 from generate_series(1, 5000) as n"
        )
    )
    owner_session.execute(text("select gin_clean_pending_list('corpus.article_search_vector_index')"))
    owner_session.execute(text("analyze corpus.article_search"))
    owner_session.execute(text("set local enable_seqscan = off"))  # as news.find_revisions sets it
    plan = owner_session.execute(
        text("explain select from corpus.article_search where part <= 0 and vector @@ 'word7'::tsquery")
    ).scalars()
    assert "article_search_vector_index" in "".join(plan)
