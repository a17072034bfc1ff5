"""Plain text: what becomes of each line, and that none is lost."""

import json
import textwrap
import unicodedata
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from checkout import SHARED
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from etl.articles import Article, Block, Body, DateKind, Role
from etl.documents import Document, Origin
from etl.enrich.choose_dates import choose_dates
from etl.errors import EmptyArticle, EmptyDocument
from etl.parse.text.article import read_text
from etl.parse.text.format import FORMAT
from etl.settings import Settings

SEEDS = SHARED / "seeds"
FIRST = "The mill by the weir turned again on Monday after thirty years. Two hundred people came to watch."
SECOND = "The wheel was rebuilt by volunteers in a barn. They used oak from the same valley."


def parse(text: str, **fields: Any) -> Article:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode())
    return FORMAT.read(document, Settings(**fields)).article()


def parse_body(text: str, **fields: Any) -> Body:
    return parse(text, **fields).body


def blocks(body: Body) -> list[Block]:
    sections = [block for section in body.sections for block in (section.heading, *section.paragraphs)]
    singles = [body.title, body.facts_label, body.summary_label, *sections]
    return [block for block in singles if block is not None] + [*body.facts, *body.summary, *body.extra]


def outline(body: Body) -> list[tuple[str | None, list[str]]]:
    return [
        (section.heading.text if section.heading else None, [block.text for block in section.paragraphs])
        for section in body.sections
    ]


def texts(found: tuple[Block, ...]) -> list[str]:
    return [block.text for block in found]


def test_the_seed_document_equals_its_gold() -> None:
    if not SEEDS.exists():
        pytest.skip("../shared/seeds is not on this machine")
    gold = json.loads((SEEDS / "000_a78018c0d6ec8e35.gold.json").read_text(encoding="utf-8"))
    article = FORMAT.read(
        Document(origin=Origin(uri="a.txt"), name="a.txt", data=(SEEDS / "000_a78018c0d6ec8e35.txt").read_bytes()),
        Settings(),
    ).article()

    assert article.body.title is None
    assert article.body.facts_label is not None
    assert article.body.summary_label is not None
    assert {"facts": article.body.facts_label.text, "summary": article.body.summary_label.text} == gold["labels"]
    assert texts(article.body.facts) == gold["facts"]
    assert texts(article.body.summary) == gold["summary"]
    assert outline(article.body) == [(section["heading"], section["paragraphs"]) for section in gold["sections"]]
    assert article.body.extra == ()


@given(st.text(max_size=300))
def test_every_character_is_in_exactly_one_block(text: str) -> None:
    try:
        body = read_text(text).body
    except EmptyArticle:
        return
    covered = [0] * len(text)
    for block in blocks(body):
        assert block.start is not None
        assert block.end is not None
        for place in range(block.start, block.end):
            covered[place] += 1
    assert all(count == 1 for count, character in zip(covered, text, strict=True) if not character.isspace())
    assert max(covered, default=0) <= 1


LINES = st.sampled_from(
    [
        "",
        "Key facts",
        "Summary:",
        "- one fact.",
        "• two",
        "3. third",
        "## Mark",
        "**Bold**",
        "---",
        "====",
        "By Ana Lopez",
        "6 January 2026",
        "Source: X",
        "Read more:",
        "© 2026",
        "ملخص",
        "【要点】",
        "<h2>Tag</h2>",
        "</ul>",
        "TL;DR: it rained for the whole of the week.",
        FIRST,
        SECOND,
        "Short heading",
        "\u200e\u200f",
        "> quoted",
        "— speech",
        "**The cost.** It was paid by the county and by the seven towns.",
        "**Who pays?** The county does, and the seven towns do as well.",
        "Why it matters: nine thousand people cross the bridge every day.",
        "1. Who pays?",
        "2. Who built it?",
        "水车在三十年后重新转动，两百人前来观看。",
        "ตลาดน้ำเปิดทุกวันเสาร์",
        "چرا GPS کافی نبود",
        "まとめ",
        textwrap.fill(FIRST + " " + SECOND, 40),
        textwrap.fill(FIRST, 30, initial_indent="- ", subsequent_indent="  "),
    ]
)


@example(["TL;DR: it rained for the whole of the week.", "Key facts", "Key facts", "3. third"], "\n", None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.none() | LINES)
@hypothesis_settings(deadline=None)
def test_no_word_is_lost_from_any_mixture_of_lines(lines: list[str], line_end: str, title: str | None) -> None:
    text = line_end.join(lines)
    try:
        body = read_text(text, known_title=title).body
    except EmptyArticle:
        return
    spans = sorted((block.start or 0, block.end or 0) for block in blocks(body))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert not "".join(text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), 0)])).strip()
    kept = sorted("".join(block.text for block in blocks(body)))
    letters = [character for character in kept if character.isalpha()]
    tags = [letter for line in lines if line.startswith("<") for letter in line if letter.isalpha()]
    wanted = sorted(character for character in text if character.isalpha())
    assert len(wanted) - len(tags) <= len(letters) <= len(wanted)


@given(st.text(max_size=120))
def test_texts_are_in_nfc_and_without_white_space_round_them(text: str) -> None:
    try:
        body = read_text(text).body
    except EmptyArticle:
        return
    for block in blocks(body):
        assert block.text == unicodedata.normalize("NFC", block.text).strip() != ""


def test_a_title_is_the_first_line_where_it_is_no_label() -> None:
    body = parse_body(f"The Mill Turns Again\n\n{FIRST}\n\n{SECOND}")

    assert body.title is not None
    assert body.title.text == "The Mill Turns Again"
    assert outline(body) == [(None, [FIRST, SECOND])]
    assert parse_body(f"Summary\n{FIRST}\nHow it began\n{SECOND}").title is None


def test_a_title_longer_than_the_limit_stays_in_the_text() -> None:
    body = parse_body(f"The Mill Turns Again\n\n{FIRST}", max_title_chars=10)

    assert body.title is None
    assert "The Mill Turns Again" in [heading for heading, _ in outline(body)]


def test_a_known_title_is_taken_only_where_the_first_line_says_the_same() -> None:
    text = f"THE MILL TURNS AGAIN:\n{FIRST}\nHow it began\n{SECOND}"

    same = read_text(text, known_title="The mill turns again").body
    other = read_text(text, known_title="Something else").body

    assert same.title is not None
    assert other.title is None
    assert outline(same) == [(None, [FIRST]), ("How it began", [SECOND])]


def test_one_lone_line_is_a_paragraph() -> None:
    assert outline(parse_body("Rain in the valley")) == [(None, ["Rain in the valley"])]


@pytest.mark.parametrize(
    ("facts", "summary"),
    [
        ("Key facts", "Quick summary"),
        ("الحَقائِقُ الرَّئيسيّة:", "مُلَخَّصٌ"),
        ("ВАЖНЫЕ ФАКТЫ", "Кратко"),
        ("**重點**", "**摘要**"),
        ("# Datos clave", "# Resumen"),
        ("주요 내용", "요약"),
        ("ข้อเท็จจริงสำคัญ", "สรุป"),
        ("ቁልፍ ነጥቦች", "ማጠቃለያ"),
        ("■ ポイント", "■ まとめ"),
    ],
)
def test_labels_are_known_in_any_language_case_and_mark(facts: str, summary: str) -> None:
    body = parse_body(f"{facts}\n- One thing.\n- Another.\n{summary}\n{FIRST}\nHow it began\n{SECOND}")

    assert texts(body.facts) == ["One thing.", "Another."]
    assert texts(body.summary) == [FIRST]
    assert outline(body) == [("How it began", [SECOND])]
    assert body.facts_label is not None
    assert body.facts_label.detected_by == "label"


def test_a_label_in_an_unknown_language_is_told_by_its_place() -> None:
    body = parse_body(
        f"Zimpo rale\n- Une kota.\n- Deri mopa.\nKela tupo\n{FIRST}\nMira soto\n{SECOND}\nPela noro\n{SECOND}"
    )

    assert [
        body.facts_label and body.facts_label.text,
        body.summary_label and body.summary_label.text,
    ] == [
        "Zimpo rale",
        "Kela tupo",
    ]
    assert [body.facts_label and body.facts_label.detected_by, len(body.sections)] == [
        "structure",
        2,
    ]


def test_an_unknown_heading_is_no_summary_where_the_language_is_known() -> None:
    body = parse_body(f"Key facts\n- One thing.\n- Another.\nHow it began\n{FIRST}\nWhat is left\n{SECOND}")

    assert body.summary == ()
    assert outline(body) == [("How it began", [FIRST]), ("What is left", [SECOND])]


def test_an_unknown_label_under_a_title_is_told_by_its_place() -> None:
    text = "Liko sema ranu teli koma, wike pano sirula meto kena. Tare no piku salo remi."
    body = parse_body(f"Zimpo Rale Kota\nKela tupo\n{text}\nMira soto\n{text}\nPela noro\n{text}")

    assert body.summary_label is not None
    assert (body.summary_label.text, body.summary_label.detected_by) == ("Kela tupo", "structure")
    assert texts(body.summary) == [text]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("## Who paid", FIRST),
        ("Who paid", FIRST),
        ("## कैसे जुटाए पैसे", "हर परिवार ने पाँच हज़ार रुपये दिए और बाकी रकम बैंक से ली। पंचायत ने ज़मीन दी है।"),
        ("## 资金来源", "每户人家出了五千元，其余的钱向信用社借。村里拿出了学校后面的空地。"),
    ],
)
def test_the_first_heading_is_no_summary_in_a_language_whose_labels_are_known(heading: str, text: str) -> None:
    mark = "## " if heading.startswith("#") else ""
    body = parse_body(f"# {text[:24]}\n\n{heading}\n\n{text}\n\n{mark}Who came\n\n{text}\n\n{mark}Who left\n\n{text}")

    assert body.summary == ()
    assert outline(body)[0] == (heading.removeprefix("## "), [text])


@pytest.mark.parametrize(
    ("ingredients", "method", "item", "text"),
    [
        ("Ingredients", "Method", "Two cups of flour", FIRST),
        ("Zutaten", "So geht es", "Zwei Tassen Mehl", "Das Mehl wird mit dem Wasser und dem Salz gerührt. Es ruht."),
        ("Ingredientes", "Preparación", "Dos tazas de harina", "La harina se mezcla con el agua y la sal. Reposa."),
        ("材料", "作り方", "小麦粉 二杯", "小麦粉と水と塩をよく混ぜる。そのあと三十分ほど休ませる。"),
        ("المقادير", "طريقة التحضير", "كوبان من الطحين", "يخلط الطحين مع الماء والملح في وعاء واسع. ثم يترك ليرتاح."),
        ("Zubehör", "Der Weg", "Ein Seil", "Der Weg führt von dem Tor auf den Berg und ist nicht schwer. Er ist lang."),
    ],
)
def test_a_section_with_a_list_is_no_list_of_facts(ingredients: str, method: str, item: str, text: str) -> None:
    body = parse_body(f"# {text[:20]}\n\n## {ingredients}\n\n- {item}\n- {item} 2\n\n## {method}\n\n{text}")

    assert (body.facts, body.summary) == ((), ())
    assert outline(body) == [(ingredients, [item, f"{item} 2"]), (method, [text])]


def test_a_heading_that_no_label_can_be_is_none_in_any_place() -> None:
    """Also above two sections and in a text whose language is not told."""
    text = "Liko sema ranu teli koma, wike pano sirula meto kena. Tare no piku salo remi."
    body = parse_body(f"Zimpo Rale Kota\nBackground\n{text}\nMira soto\n{text}\nPela noro\n{text}")

    assert body.summary == ()
    assert outline(body)[0] == ("Background", [text])


def test_names_in_a_block_are_no_headings() -> None:
    names = "\n".join(["Ann Quay", "Bo Weir", "Cleo van Mill", "Dan Ferry", "Eve Barn"]).replace("van", "Van")
    body = parse_body(f"Who won this year\n\n{FIRST}\n\n{names}\n\n{SECOND}")

    assert outline(body) == [(None, [FIRST, *names.splitlines(), SECOND])]


def test_a_heading_in_the_block_of_its_list_stays_one() -> None:
    items = ["two wheels of oak", "one new roof", "a barn for hay", "four windows"]
    body = parse_body(f"A mill\n\n{FIRST}\n\nWhat is there\n" + "\n".join(items) + f"\n\n{SECOND}")

    assert outline(body) == [(None, [FIRST]), ("What is there", [*items, SECOND])]


def test_a_heading_below_a_last_short_paragraph_is_one_in_a_script_without_full_stops() -> None:
    long = "ชาวบ้านช่วยกันซ่อมเรือเก่าที่จอดอยู่ริมแม่น้ำมานานหลายปีแล้วตั้งแต่ต้นฤดูฝนจนกลับมาแล่นได้อีกครั้งในเช้าวันจันทร์ที่ผ่านมา"
    short = "เด็กนักเรียนสองร้อยคนมาดูเรือออกจากท่าในวันแรกและโบกมือให้ลูกเรือ"
    body = parse_body(f"เรือเก่ากลับมาแล่น\n\n{long}\n\nซ่อมเรือ\n\n{long}\n\n{short}\n\nวันแรก\n\n{long}")

    assert [heading for heading, _ in outline(body)] == [None, "ซ่อมเรือ", "วันแรก"]


def test_a_picture_is_no_heading_and_its_description_is_a_caption() -> None:
    body = parse_body(
        f"# A mill\n\n![The wheel](wheel.jpg)\n\n{FIRST}\n\n[![The barn](b.png)](https://a.example)\n\n{SECOND}"
    )

    assert [(block.role, block.text) for block in body.extra] == [
        (Role.CAPTION, "The wheel"),
        (Role.CAPTION, "The barn"),
    ]
    assert outline(body) == [(None, [FIRST, SECOND])]


def test_the_fences_of_code_are_no_headings() -> None:
    body = parse_body(f"# A mill\n\n{FIRST}\n\n```bash\ncount the.txt\n```\n\n{SECOND}")

    assert [block.role for block in body.extra] == [Role.RULE, Role.RULE]
    assert "```" not in " ".join(block.text for block in body.paragraphs)


def test_the_number_column_of_a_table_of_facts_is_no_part_of_a_fact() -> None:
    table = "| No | Fact |\n|---|---|\n| 1 | The wheel is new. |\n| 2 | The mill is old. |"

    assert texts(parse_body(f"# A mill\n\n## Key facts\n\n{table}\n\n## The work\n\n{FIRST}").facts) == [
        "The wheel is new.",
        "The mill is old.",
    ]


@pytest.mark.parametrize("marks", ["■■■", "◆◆◆", ("1. ", "2. ", "3. "), ("一、", "二、", "三、")])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_marked_headings_above_indented_paragraphs_are_headings(marks: tuple[str, ...], gap: str) -> None:
    parts = [("A mill of oak", FIRST), ("How it began", SECOND), ("What is left", FIRST)]
    text = gap.join(f"{mark}{heading}\n\u3000{said}" for mark, (heading, said) in zip(marks, parts, strict=True))
    body = parse_body(f"A mill{gap}{text}")

    assert body.title is not None
    assert body.title.text == "A mill"
    assert outline(body) == [(heading, [said]) for heading, said in parts]


def test_a_marked_label_above_an_indented_paragraph_is_one() -> None:
    facts = "■ Key facts\n- The mill is old.\n- The wheel is new."
    body = parse_body(f"A mill\n\n{facts}\n\n■ Summary\n  {FIRST}\n\n■ How it began\n  {SECOND}")

    assert (texts(body.facts), texts(body.summary)) == (["The mill is old.", "The wheel is new."], [FIRST])
    assert outline(body) == [("How it began", [SECOND])]


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n"])
def test_the_lines_below_highlight_marks_are_facts(gap: str) -> None:
    facts = ["The mill turns again", "Two hundred people watched it", "Flour is sold on Fridays"]
    marked = [line for fact in facts for line in ("@highlight", fact)]
    body = parse_body(gap.join([FIRST, SECOND, *marked]) + "\n")

    assert (body.title, texts(body.facts)) == (None, facts)
    assert outline(body) == [(None, [FIRST, SECOND])]
    assert [block.text for block in body.extra] == ["@highlight"] * 3


def test_a_highlight_mark_without_a_line_below_is_no_fact() -> None:
    body = parse_body(f"{FIRST}\n\n@highlight\n\n@highlight\n\nThe mill turns\n\n@highlight")

    assert (texts(body.facts), outline(body)) == (["The mill turns"], [(None, [FIRST])])


def test_highlights_without_a_story_are_refused() -> None:
    with pytest.raises(EmptyArticle):
        parse("@highlight\n\nThe mill turns again\n\n@highlight\n\nFlour is sold on Fridays")


@pytest.mark.parametrize("marks", ["①②", "❶❷", ("⑨ ", "⑩ "), ("（一）", "（二）")])
def test_no_fact_keeps_its_number(marks: tuple[str, str]) -> None:
    facts = f"Key facts\n{marks[0]}The wheel is new.\n{marks[1]}The mill is old."

    assert texts(parse_body(f"A mill\n\n{facts}\n\nSummary\n{FIRST}\n\nThe work\n{SECOND}").facts) == [
        "The wheel is new.",
        "The mill is old.",
    ]


def test_a_word_for_summary_and_conclusion_is_a_section_at_the_end() -> None:
    body = f"A mill\n{FIRST}\nHow it began\n{FIRST}\nWhat is left\n{SECOND}\nPodsumowanie\n{SECOND}"

    assert parse_body(body).summary == ()
    assert [heading for heading, _ in outline(parse_body(body))] == [
        None,
        "How it began",
        "What is left",
        "Podsumowanie",
    ]


def test_the_number_of_a_heading_goes_and_that_of_a_question_stays() -> None:
    body = parse_body(f"1. The wheel\n{FIRST}\n2. Who pays?\n{SECOND}\n3. The oak\n{SECOND}")

    assert [heading for heading, _ in outline(body)] == ["The wheel", "2. Who pays?", "The oak"]


def test_headings_and_paragraphs_decided_by_score_have_one() -> None:
    body = parse_body(f"How it began\n{FIRST}\n## What is left\n{SECOND}")

    found = [block for section in body.sections for block in (section.heading, *section.paragraphs) if block]
    assert all((block.score is not None) == (block.detected_by == "score") for block in found)
    assert all(block.score is None or 0.5 <= block.score <= 1 for block in found)


@pytest.mark.parametrize("order", ["summary first", "facts last"])
def test_facts_and_summary_stand_in_any_order(order: str) -> None:
    facts, summary, section = "Key facts\n- One.\n- Two.\n", f"Summary\n{FIRST}\n", f"How it began\n{SECOND}\n"

    body = parse_body(summary + facts + section if order == "summary first" else summary + section + facts)

    assert texts(body.facts) == ["One.", "Two."]
    assert texts(body.summary) == [FIRST]
    assert outline(body) == [("How it began", [SECOND])]


def test_a_label_with_its_text_on_the_same_line_is_two_blocks() -> None:
    body = parse_body(f"TL;DR: {FIRST}\nHow it began\n{SECOND}")

    assert body.summary_label is not None
    assert body.summary_label.text == "TL;DR"
    assert texts(body.summary) == [FIRST]


def test_a_list_of_contents_stays_in_the_summary() -> None:
    contents = ["Who rebuilt the wheel of the mill", "What it cost the village in the end", "Where the oak came from"]

    body = parse_body("\n".join(["Summary", FIRST, *contents, "The wheel", SECOND, "The oak", SECOND]))

    assert texts(body.summary) == [FIRST, *contents]
    assert outline(body) == [("The wheel", [SECOND]), ("The oak", [SECOND])]


def test_text_after_the_facts_without_a_heading_is_a_section_of_its_own() -> None:
    body = parse_body(f"{FIRST}\n\nKey facts\n- One.\n- Two.\n\n{SECOND}")

    assert outline(body) == [(None, [FIRST]), (None, [SECOND])]


def test_a_colon_that_marks_all_headings_is_no_part_of_them() -> None:
    body = parse_body(f"The wheel:\n\n{FIRST}\n\nThe oak:\n\n{SECOND}\n\nThe barn:\n\n{SECOND}")

    assert [heading for heading, _ in outline(body)][1:] == ["The oak", "The barn"]


def test_byline_and_date_give_authors_and_dates() -> None:
    article = parse(
        f"The Mill Turns Again\nBy Ana Lopez and Li Wei | Updated 6 January 2026, 18:40 GMT\n{FIRST}\n{SECOND}"
    )

    assert article.byline == "By Ana Lopez and Li Wei | Updated 6 January 2026, 18:40 GMT"
    assert article.authors == ("Ana Lopez", "Li Wei")
    assert [(each.kind, each.evidence, each.moment.iso() if each.moment else None) for each in article.dates] == [
        ("modified", "byline", "2026-01-06T18:40:00+00:00")
    ]


def test_a_date_in_the_text_is_no_date_of_the_article() -> None:
    assert parse(f"The Mill Turns Again\n{FIRST} It stood still since 6 January 1996.").dates == ()


def test_boilerplate_at_the_end_goes_to_extra_and_boilerplate_in_the_middle_stays() -> None:
    body = parse_body(
        f"How it began\n{FIRST}\nRead also: Old mills\n{SECOND}\nRead more:\n- A list\n- of links\n© 2026 Paper"
    )

    assert [block.role for block in body.extra] == [
        Role.READ_MORE,
        Role.READ_MORE,
        Role.READ_MORE,
        Role.COPYRIGHT,
    ]
    assert "Read also: Old mills" in [text for _, paragraphs in outline(body) for text in paragraphs]


def test_the_first_line_is_text_whatever_it_looks_like() -> None:
    body = parse_body("© 2026 Paper\nSource: wire")

    assert outline(body) == [(None, ["© 2026 Paper"])]
    assert texts(body.extra) == ["Source: wire"]


def test_a_speech_dash_stays_and_a_bullet_goes() -> None:
    body = parse_body(
        f"The talk\n{FIRST}\n— Who pays? asked one.\n— You do, said another.\n{SECOND}\nThe list\n- A mill.\n- A weir."
    )

    paragraphs = [text for _, found in outline(body) for text in found]
    assert "— Who pays? asked one." in paragraphs
    assert "A mill." in paragraphs


@pytest.mark.parametrize(
    ("text", "error"), [("", EmptyDocument), (" \r\n\u00a0\n", EmptyArticle), ("\u200b\n\ufeff", EmptyArticle)]
)
def test_a_text_without_text_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse(text)


def test_decoding_is_reported_with_the_article() -> None:
    article = FORMAT.read(
        Document(origin=Origin(uri="a"), name="a", data="Главное\nШёл дождь.".encode("cp1251")), Settings()
    ).article()

    assert (article.encoding, article.replaced_count) == ("cp1251", 0)
    assert article.source_text == "Главное\nШёл дождь."


@pytest.mark.parametrize(("data", "is_text"), [(b"A line.", True), (b"\x89PNG\r\n\x1a\n\x00\x00", False), (b"", False)])
def test_text_is_recognised_by_its_bytes(data: bytes, is_text: bool) -> None:
    assert FORMAT.recognises(Document(origin=Origin(uri="a"), name="a", data=data)) is is_text


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Iris Hartwell, 4 May 2026", ("Iris Hartwell",)),
        ("By Iris Hartwell and Samuel Oduya, May 4, 2026", ("Iris Hartwell", "Samuel Oduya")),
        ("Von Iris Hartwell, 4. Mai 2026", ("Iris Hartwell",)),
        ("Por Elena Ruiz, 4 de mayo de 2026", ("Elena Ruiz",)),
        ("Автор: Вера Орлова, 4 мая 2026", ("Вера Орлова",)),
        ("Published: May 4, 2026 at 2:05 PM | By Iris Hartwell", ("Iris Hartwell",)),
        ("Sandholm Post · 4 May 2026 · 4 · By IRIS HARTWELL", ("IRIS HARTWELL",)),
        ("By Iris Hartwell, Sandholm Gazette | 4 May 2026", ("Iris Hartwell",)),
        ("Sandholm Post | 4 May 2026", ()),
    ],
)
def test_a_line_of_outlet_byline_and_date_is_no_text(line: str, names: tuple[str, ...]) -> None:
    article = parse(
        f"The pier is lit again\n\n{line}\n\nThe pier at Sandholm is lit again, with lamps cast long ago.\n"
    )
    published = choose_dates(article).date(DateKind.PUBLISHED)

    assert (article.authors, published and published.moment and published.moment.on) == (names, date(2026, 5, 4))
    assert [section.heading for section in article.body.sections] == [None]


@pytest.mark.parametrize("label", ["What we know so far", "Was bisher bekannt ist", "Что мы знаем"])
def test_a_word_for_facts_and_a_section_needs_a_list(label: str) -> None:
    facts = f"{label}\n- The wheel is new.\n- The mill is old."

    listed = parse_body(f"A mill\n\n{facts}\n\nHow it began\n{FIRST}\n{SECOND}")
    told = parse_body(f"A mill\n\n{FIRST}\n\nHow it began\n{FIRST}\n\n{label}\n{SECOND}")

    assert texts(listed.facts) == ["The wheel is new.", "The mill is old."]
    assert told.facts == ()
    assert outline(told)[-1] == (label, [SECOND])
