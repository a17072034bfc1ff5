"""The sample documents end as docs/seeds.md says."""

import contextlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest
from checkout import GOLDEN, ROOT, SEEDS, SHARED

from etl.articles import Article, Completeness, DateKind
from etl.documents import Document, Outcome, Refusal, StructuralSkip
from etl.enrich.content_hash import content_hash
from etl.enrich.identity import article_key
from etl.ingest import read_file
from etl.settings import load_settings
from etl.stages.convert import convert
from etl.stages.parse_output import article_object, refusal_object

USER_SEED = "000_a78018c0d6ec8e35.txt"
USER_GOLD = SHARED / "seeds" / "000_a78018c0d6ec8e35.gold.json"
FILES = sorted(path.name for path in SEEDS.iterdir())


@dataclass(frozen=True)
class Shape:
    """What a reader of the document sees: sections as their paragraphs' numbers."""

    language: str | None
    title: str | None
    facts: int = 0
    summary: int = 0
    sections: tuple[int, ...] = ()
    published: str | None = None
    authors: tuple[str, ...] = ()
    completeness: Completeness = Completeness.FULL


SHAPES = {
    (USER_SEED, None, 0): Shape("ar", None, facts=3, summary=2, sections=(2, 2, 2, 2)),
    ("crawl.jsonl", None, 0): Shape(
        "de",
        "Bäckerei in Sonnwald backt wieder mit dem Holzofen von 1911",
        summary=1,
        sections=(3,),
        published="2026-01-24T08:15:00",
        authors=("Henrike Vossberg",),
    ),
    ("crawl.jsonl", None, 1): Shape(
        "pt",
        "Barcos elétricos assumem a travessia do rio Jacaúna",
        summary=1,
        sections=(3,),
        published="2026-03-02T10:00:00",
        authors=("Lívia Sampaio Dantas",),
    ),
    ("crawl.jsonl", None, 2): Shape("sw", "Wavuvi wa Mwambao wapata soko jipya la samaki", sections=(3,)),
    ("crawl.jsonl", None, 3): Shape(
        "pt",
        "Barcos elétricos assumem a travessia do rio Jacaúna",
        summary=1,
        sections=(4,),
        published="2026-03-02T10:00:00",
        authors=("Lívia Sampaio Dantas",),
    ),
    ("crawl.warc.gz", None, 0): Shape(
        "ar",
        "سوق الورّاقين في تل الريحان يفتح أبوابه من جديد",
        facts=3,
        sections=(1, 2, 1),
        published="2026-04-09T10:20:00+03:00",
        authors=("ريم الخزامي",),
    ),
    ("crawl.warc.gz", None, 1): Shape(
        "tr",
        "Gölköy'ün son değirmencisi çırak arıyor",
        sections=(2, 2),
        published="2026-04-02T09:00:00+03:00",
        authors=("Şengül Akçabel",),
    ),
    ("crawl.warc.gz", None, 3): Shape(
        "ko", "등대 도서관, 섬마을에 문 열어", sections=(2, 1), published="2026-03-28T14:00:00+09:00"
    ),
    ("en-harbour-bridge.txt", None, 0): Shape(
        "en",
        "Old harbour bridge in Port Alder to reopen to trams",
        facts=3,
        summary=2,
        sections=(2, 2, 2),
        published="2026-03-12",
        authors=("Nora Whitcombe",),
    ),
    ("es-olive-presses.md", None, 0): Shape(
        "es",
        "Las almazaras de Valdeluna compartirán una sola prensa",
        facts=3,
        summary=1,
        sections=(2, 4),
        published="2025-11-21",
        authors=("Inés Torralba",),
    ),
    ("gazette-feed.xml", None, 0): Shape(
        "en",
        "Night sky over Mount Harrow wins protection",
        summary=1,
        published="2026-02-18T07:30:00+01:00",
        authors=("Edda Marlowe",),
        completeness=Completeness.TEASER,
    ),
    ("gazette-feed.xml", None, 1): Shape(
        "en",
        "Ferry bell returned to the parish after ninety years",
        summary=1,
        sections=(1, 2),
        published="2026-02-20T16:10:00+01:00",
        authors=("Jonas Pell",),
    ),
    ("gazette-feed.xml", None, 2): Shape(
        "en",
        "Road over the Kestrel Pass to open early",
        summary=1,
        published="2026-02-21T09:00:00+01:00",
        completeness=Completeness.TEASER,
    ),
    ("he-salt-railway.txt", None, 0): Shape("he", None, facts=3, summary=2, sections=(2, 2, 2)),
    ("hi-step-well.txt", None, 0): Shape(
        "hi", "रामपुरा की तीन सौ साल पुरानी बावड़ी में फिर लौटा पानी", facts=3, summary=2, sections=(2, 2, 2)
    ),
    ("observatory.html", None, 0): Shape(
        "en",
        "Night sky over Mount Harrow wins protection",
        facts=3,
        summary=1,
        sections=(2, 2, 3),
        published="2026-02-18T07:30:00+01:00",
        authors=("Edda Marlowe", "Jonas Pell"),
    ),
    ("ru-library-boat.txt", None, 0): Shape(
        "ru", "Плавучая библиотека возвращается на реку Вельгу", facts=3, summary=2, sections=(2, 2, 2)
    ),
    ("weekly.zip", "ja/hon-no-yado.txt", 0): Shape(
        "ja", "湯ノ原温泉、廃校を本の宿に", facts=3, summary=2, sections=(2, 2)
    ),
    ("weekly.zip", "fa/qanat-museum.txt", 0): Shape("fa", None, facts=3, summary=2, sections=(2, 2)),
    ("weekly.zip", "fr/moulin-de-brissac.html", 0): Shape(
        "fr",
        "Le moulin de Brissac tourne de nouveau",
        sections=(1, 2, 1),
        published="2025-10-09T06:00:00+02:00",
        authors=("Solène Carrouges",),
    ),
    ("zh-night-buses.txt", None, 0): Shape("zh", None, facts=3, summary=2, sections=(2, 2, 2)),
}

REFUSALS = {
    ("crawl.warc.gz", None, 2): (Outcome.SKIPPED, "http_status"),
    ("truncated.html.gz", None, 0): (Outcome.REJECTED, "truncated"),
}

Place = tuple[str, str | None, int]  # file, member, position
Results = list[tuple[Document | Refusal, Article | Refusal]]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Every unit of the seeds with what became of it."""
    with contextlib.chdir(tmp_path_factory.mktemp("settings")):  # away from the .env of whoever runs the tests
        settings = load_settings()
    units = [unit for name in FILES for unit in read_file(SEEDS / name, name, settings)]
    return [
        (unit, unit if isinstance(unit, Refusal) else convert(unit, settings))
        for unit in units
        if not isinstance(unit, StructuralSkip)
    ]


def articles(results: Results) -> dict[Place, tuple[Document, Article]]:
    return {
        (unit.origin.uri, unit.origin.member, unit.origin.position): (unit, result)
        for unit, result in results
        if isinstance(unit, Document) and isinstance(result, Article)
    }


def test_every_unit_ends_as_expected(results: Results) -> None:
    refusals = {
        (r.origin.uri, r.origin.member, r.origin.position): (r.outcome, r.reason)
        for _, r in results
        if isinstance(r, Refusal)
    }

    assert refusals == REFUSALS
    assert articles(results).keys() == SHAPES.keys()


@pytest.mark.parametrize("place", SHAPES, ids=lambda place: "/".join(map(str, place)))
def test_an_article_has_the_shape_that_a_reader_sees(results: Results, place: Place) -> None:
    _, article = articles(results)[place]
    published = article.date(DateKind.PUBLISHED)

    assert SHAPES[place] == Shape(
        language=article.language,
        title=article.body.title.text if article.body.title else None,
        facts=len(article.body.facts),
        summary=len(article.body.summary),
        sections=tuple(len(section.paragraphs) for section in article.body.sections),
        published=published.moment.iso() if published and published.moment else None,
        authors=article.authors,
        completeness=article.completeness,
    )


def object_of(unit: Document | Refusal, result: Article | Refusal) -> dict[str, Any]:
    if isinstance(result, Refusal):
        return refusal_object(result)
    assert isinstance(unit, Document)
    return article_object(unit, result)


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_as_in_the_golden_file(results: Results, name: str, rewrite_golden: bool) -> None:
    objects = [object_of(unit, result) for unit, result in results if unit.origin.uri == name]
    expected = GOLDEN / "seeds" / f"{name}.json"
    if rewrite_golden:
        expected.write_text(json.dumps(objects, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    assert objects == json.loads(expected.read_text(encoding="utf-8"))


def test_the_user_s_document_equals_its_gold(results: Results) -> None:
    if not USER_GOLD.is_file():
        pytest.skip("../shared/seeds is not here")
    gold = json.loads(USER_GOLD.read_text(encoding="utf-8"))
    found = article_object(*articles(results)[USER_SEED, None, 0])

    for field in ("title", "facts", "summary", "labels", "extra"):
        assert found[field] == gold[field]
    assert found["language"] == gold["lang"]
    assert [(s["heading"], s["paragraphs"]) for s in found["sections"]] == [
        (s["heading"], s["paragraphs"]) for s in gold["sections"]
    ]
    assert [
        (issue["rule"], issue["place"], issue["start"], issue["end"], issue["evidence"])
        for issue in found["quality_issues"]
        if issue["rule"] == "mixed_script_glitch"
    ] == [(flag["flag"], flag["where"], flag["start"], flag["end"], flag["span"]) for flag in gold["flags"]]


def test_the_user_s_document_is_kept_byte_for_byte() -> None:
    digest = sha256((SEEDS / USER_SEED).read_bytes()).hexdigest()

    assert digest == "716d0779b282144ba6bfca9a54b0026c5f05251ba5e9f27b20be98a97645fbe8"


def test_the_teaser_of_a_feed_is_the_same_article_as_its_page(results: Results) -> None:
    teaser = articles(results)["gazette-feed.xml", None, 0]
    page = articles(results)["observatory.html", None, 0]

    assert article_key(*teaser) == article_key(*page)
    assert content_hash(teaser[1]) != content_hash(page[1])


def test_the_later_version_of_a_page_is_a_revision_of_it(results: Results) -> None:
    first = articles(results)["crawl.jsonl", None, 1]
    later = articles(results)["crawl.jsonl", None, 3]

    assert article_key(*first) == article_key(*later)
    assert content_hash(first[1]) != content_hash(later[1])
    assert modified(first[1]) < modified(later[1])


def modified(article: Article) -> datetime:
    date = article.date(DateKind.MODIFIED)
    assert date is not None
    assert date.moment is not None
    assert date.moment.local is not None
    return date.moment.local


def test_all_other_articles_are_different_ones(results: Results) -> None:
    keys = {article_key(*found) for found in articles(results).values()}

    assert len(keys) == len(SHAPES) - 2


def test_only_the_user_s_document_has_words_of_another_script(results: Results) -> None:
    glitches = [
        place
        for place, (_, article) in articles(results).items()
        for issue in article.quality_issues
        if issue.rule == "mixed_script_glitch"
    ]

    assert glitches == [(USER_SEED, None, 0)] * 3


def test_every_seed_is_described() -> None:
    table = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE) == FILES
