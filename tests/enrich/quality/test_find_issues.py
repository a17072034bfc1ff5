import json

import pytest
from checkout import SHARED
from fixture_types import MakeArticle, MakeBlock
from hypothesis import given
from hypothesis import strategies as st
from made import make_article

from etl.articles import Article, Section
from etl.enrich.quality.find_issues import find_issues
from etl.enrich.quality.mixed_script_glitch import find_glitches

SEEDS = SHARED / "seeds"

SLIPS = {
    "lone Arabic letter": ("تم ت formalization القرار من قبل اللجنة العليا أمس.", "ت formalization"),
    "lone letter before a plain word": ("سيتم ل robust النظام الجديد قبل نهاية السنة الحالية.", "ل robust"),
    "prefix written on": ("تعمل الحكومة على بstrengthening التعاون مع الدول المجاورة.", "بstrengthening"),
    "no prefix": ("تسعى الوزارة إلى enhancing الخدمات المقدمة للمواطنين في القرى.", "enhancing"),
    "end of a clause": ("این طرح برای بهبود زندگی مردم با reconciliation، به تصویب رسید.", "reconciliation"),
    "Hebrew": ("הממשלה החליטה על ה formalization של ההסכם בין שתי המדינות.", "ה formalization"),
    "Russian": ("Министры обсудили implementation нового соглашения о границе.", "implementation"),
    "Hindi": ("सरकार ने कहा कि यह योजना sustainability को बढ़ावा देगी।", "sustainability"),
    "Chinese": ("政府宣布将继续strengthening两国之间的合作关系，并扩大贸易。", "strengthening"),
    "no English ending": ("Правительство потеряло legitimacy в глазах жителей страны.", "legitimacy"),
    "a word that no list knows": ("市民们觉得这座桥很 shabby 而且太窄。", "shabby"),
    "German in Arabic": ("أعلنت البلدية أن الجسر سوف يبقى vorläufig مغلقا حتى نهاية الصيف.", "vorläufig"),
    "a word with a hyphen": ("Город готовит long-term планы для порта и вокзала.", "long-term"),
    "an adverb that opens the sentence": ("Moreover, город построит новый мост через реку.", "Moreover"),
    "Chinese word in Russian": ("Правительство намерено 加强 сотрудничество с соседями.", "加强"),
    "Russian word in English": ("The council has decided to продолжить the works until the spring.", "продолжить"),
}

REASONS = {
    "name": "أعلنت شركة Meridian إطلاق نموذج جديد في مؤتمر صحفي أمس.",
    "names joined by and": "حضر اللقاء ممثلون عن Meridian وNorthwind وContoso في العاصمة.",
    "acronym": "قالت منظمة UNESCO إن المواقع الأثرية في خطر بسبب الفيضانات.",
    "brand": "يبلغ سعر هاتف iPhone نحو تسعمئة دولار في السوق المحلية.",
    "library": "تستخدم الشركة مكتبة pandas في تحليل بيانات المبيعات الشهرية.",
    "unit": "سجل القطار سرعة بلغت 120 km في الساعة خلال التجارب الأولى.",
    "web address": "نشرت الوزارة البيان على https://ministry.example/announcing هذا الصباح.",
    "mail address": "يمكن إرسال الطلبات إلى information@city.example حتى نهاية الأسبوع.",
    "account": "كتب الوزير على حسابه @governance أن القرار نهائي ولن يتغير.",
    "hashtag": "انتشر وسم #sustainability بين الناس منذ صباح اليوم الأول.",
    "brackets": "يشير مصطلح التضخم (inflation) إلى ارتفاع عام في الأسعار خلال مدة.",
    "quotation": "وتعرف هذه الآلية باسم «restructuring» لدى خبراء الاقتصاد والمال.",
    "several words": "تعرف هذه السياسة باسم quantitative easing لدى خبراء الاقتصاد.",
    "code": "استدعى المبرمج الدالة `processing` قبل إغلاق الملف في آخر السطر.",
    "term of computing": "Учёные записали лекцию в podcast для студентов университета.",
    "product in lower case": "Компания продаёт телефоны xiaomi в трёх городах области.",
    "name that opens the sentence": "Meridian, как сообщили в порту, вернётся в пятницу.",
    "species": "Учёные нашли в озере моллюска Dreissena polymorpha впервые.",
    "one-letter word before a term": "Разработчики говорят о bitcoin и о новых правилах биржи.",
    "drawn-out article": "وُجدت الـ community من أجل دعم المشروع منذ سنوات طويلة.",
    "original of a name": "The company Tencent 腾讯 said on Monday that sales had risen.",
    "original in brackets": "The islands (南沙群島) are claimed by several governments at once.",
    "mathematics": "The angle between the two lines is called αβ in the whole paper.",
    "two languages side by side": "Новости дня Breaking news Главное reporting сегодня reporting from the city",
    "letter of another alphabet in a word": "Правительствo объявило о новых мерах поддержки семей.",
    "wholly Latin": "The framing of the agreement is a matter of formalization.",
}


def glitches(article: Article) -> list[tuple[str, int | None, int | None, str | None]]:
    return [
        (issue.place, issue.start, issue.end, issue.evidence)
        for issue in find_issues(article).quality_issues
        if issue.rule == "mixed_script_glitch"
    ]


@pytest.mark.parametrize("case", SLIPS)
def test_a_slipped_word_is_marked_with_its_place(make_article: MakeArticle, case: str) -> None:
    text, span = SLIPS[case]
    start = text.index(span)

    assert glitches(make_article(text)) == [("sections[0].paragraphs[0]", start, start + len(span), span)]


@pytest.mark.parametrize("case", REASONS)
def test_a_foreign_word_that_stands_there_for_a_reason_is_not_marked(make_article: MakeArticle, case: str) -> None:
    assert glitches(make_article(REASONS[case])) == []


def test_a_word_that_an_article_keeps_using_is_a_term(make_article: MakeArticle) -> None:
    texts = [
        "ناقش الخبراء مسألة governance في المؤسسات العامة.",
        "تحتاج الشركات إلى governance أوضح من ذي قبل.",
        "لا تزال governance الضعيفة سبب الأزمة الحالية.",
    ]

    assert len(glitches(make_article(*texts[:2]))) == 2
    assert glitches(make_article(*texts)) == []


def test_the_user_s_document_has_its_three_glitches(make_article: MakeArticle, block: MakeBlock) -> None:
    if not SEEDS.is_dir():
        pytest.skip("../shared/seeds is not here")
    gold = json.loads((SEEDS / "000_a78018c0d6ec8e35.gold.json").read_text(encoding="utf-8"))
    sections = tuple(
        Section(heading=block(section["heading"]), paragraphs=tuple(map(block, section["paragraphs"])))
        for section in gold["sections"]
    )
    article = make_article(
        facts=tuple(map(block, gold["facts"])), summary=tuple(map(block, gold["summary"])), sections=sections
    )

    assert glitches(article) == [(f["where"], f["start"], f["end"], f["span"]) for f in gold["flags"]]


def test_a_missing_title_is_noted(make_article: MakeArticle, block: MakeBlock) -> None:
    assert [issue.rule for issue in find_issues(make_article("Text.")).quality_issues] == ["title_missing"]
    assert find_issues(make_article("Text.", title=block("Title"))).quality_issues == ()


def test_replaced_characters_are_counted(make_article: MakeArticle, block: MakeBlock) -> None:
    article = find_issues(make_article("Text.", title=block("Title"), replaced_count=3))

    assert [(issue.rule, issue.evidence) for issue in article.quality_issues] == [("encoding_replaced", "3 characters")]


@given(st.text(alphabet=st.sampled_from("abcing ت إقرار это слово 加强的話 «(.,1@#-'\u0651\u200c")))
def test_a_glitch_is_a_span_of_the_text_and_the_text_stays(text: str) -> None:
    article = make_article(text)

    for glitch in find_glitches(text):
        assert text[glitch.start : glitch.end].endswith(glitch.word)
    assert find_issues(article).body == article.body


def test_in_an_article_with_latin_terms_a_word_that_no_list_knows_is_one_of_them(make_article: MakeArticle) -> None:
    terms = "الأوامر pull وrebase وstash في هذا الدليل تحفظ العمل وترتب التاريخ."
    texts = ["يحتاج المشروع إلى shabby جديد قبل نهاية السنة.", terms]

    assert len(glitches(make_article(texts[0]))) == 1
    assert glitches(make_article(*texts)) == []


def test_a_chinese_word_may_follow_a_noun_in_german_but_not_a_name(make_article: MakeArticle) -> None:
    slip = make_article("Die Stadt will die Brücke 加固 und danach die Straße sperren.", language="de")
    name = make_article("Der Konzern Tencent 腾讯 legt im Mai neue Zahlen vor und hofft.", language="de")

    assert [evidence for *_, evidence in glitches(slip)] == ["加固"]
    assert glitches(name) == []
