"""Each rule of damage: what it marks, and what it leaves alone, in many languages."""

import pytest
from fixture_types import MakeArticle, MakeBlock
from hypothesis import given
from hypothesis import strategies as st
from made import make_article

from etl.articles import Article, Block, Role, Section
from etl.enrich.quality.bidi_control import find_bidi_controls
from etl.enrich.quality.find_issues import find_issues
from etl.enrich.quality.homoglyph import find_homoglyphs
from etl.enrich.quality.misread_words import TURNED_CASE
from etl.enrich.quality.mojibake import find_mojibake
from etl.enrich.quality.placeholder import find_variables
from etl.enrich.quality.repeated_text import find_repetitions
from etl.enrich.quality.rule import MAX_ISSUES
from etl.enrich.quality.truncated import find_truncation
from etl.enrich.quality.untranslated import find_untranslated

PLAIN = {
    "ar": "أعلنت البلدية، صباح اليوم، أن الجسر سيُغلق؛ فهل تكفي الحافلات؟ «نعم»، قال المدير.",
    "fa": "شهرداری اعلام کرد که پل برای تعمیر بسته می‌شود؛ آیا اتوبوس‌ها کافی‌اند؟ «بله»، او گفت.",
    "ur": "بلدیہ نے کہا کہ پُل مرمت کے لیے بند رہے گا، گاڑیاں دوسرے راستے سے جائیں گی۔",
    "he": 'העירייה הודיעה כי הגשר ייסגר לשיפוץ, ודו"ח של מע"צ יפורסם ביום ג׳.',
    "ru": "Мэрия закроет мост на ремонт — «до мая», сказал мэр; № 5 и ёлка подождут… Факт!",
    "uk": "Мерія закриє міст на ремонт «до травня», сказав міський голова; її підтримали всі.",
    "el": "Ο δήμος θα κλείσει τη γέφυρα «μέχρι τον Μάιο», είπε ο δήμαρχος… ΑΥΤΟ ΕΙΝΑΙ!",
    "cs": "Město zavře most „do května“, řekl starosta; žádný vůz neprojede. KŘÍŽ, ŘÍP.",
    "pl": "Miasto zamknie most „do maja”, powiedział burmistrz; żaden wóz nie przejedzie. ŁÓDŹ.",
    "tr": "Belediye köprüyü “mayısa kadar” kapatacak, dedi başkan. İŞÇİ BAYRAMI’NDA açılacak.",
    "vi": "Thành phố sẽ đóng cầu “đến tháng Năm”, thị trưởng nói; xe buýt sẽ đi đường khác.",
    "fr": "La ville fermera le pont « jusqu’en mai », a déclaré la maire ; CAFÉ « L’ÉTÉ » — 25 °C. À bientôt…",
    "pt": "A câmara fechará a ponte «até maio», disse a presidente; ÀS 10h, NÃO HÁ São João.",
    "sv": "Staden stänger bron ”till maj”, sade BRÅ; ÅÄÖ å ä ö.",
    "ja": "市は橋を「五月まで」閉鎖すると発表した。バスは迂回する…。",
    "zh": "市政府宣布，大桥将关闭至五月，公交车改道行驶。",
    "ko": "시는 다리를 5월까지 닫는다고 밝혔다. “버스는 돌아간다”고 했다.",
    "th": "เทศบาลประกาศปิดสะพานถึงเดือนพฤษภาคม รถเมล์จะเปลี่ยนเส้นทาง",
    "hi": "नगर निगम ने कहा कि पुल मई तक बंद रहेगा, बसें दूसरे रास्ते से जाएँगी।",
}
ENCODINGS = (
    "cp1252",
    "latin-1",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
    "cp1257",
    "koi8-r",
    "cp437",
    "cp850",
)


def misread(text: str, encoding: str) -> str:
    """UTF-8 shown in another encoding; bytes that it has no character for stay controls."""
    shown = (bytes([byte]).decode(encoding, "replace") for byte in text.encode())
    return "".join(chr(byte) if s == "\ufffd" else s for s, byte in zip(shown, text.encode(), strict=True))


def rules(article: Article) -> set[str]:
    return {issue.rule for issue in article.quality_issues if issue.rule != "title_missing"}


@pytest.mark.parametrize("language", PLAIN)
def test_a_plain_text_has_no_damage(make_article: MakeArticle, language: str) -> None:
    assert rules(find_issues(make_article(PLAIN[language], language=language))) == set()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("language", ["ar", "cs", "el", "fr", "he", "hi", "ja", "pl", "ru", "tr", "uk", "vi", "zh"])
def test_utf_8_read_in_another_encoding_is_found(language: str, encoding: str) -> None:
    broken = misread(PLAIN[language], encoding)

    assert list(find_mojibake(broken))


@pytest.mark.parametrize("encoding", ["cp932", "gb18030"])
def test_utf_8_read_as_ideographs_is_found(encoding: str) -> None:
    broken = PLAIN["ja"].encode().decode(encoding, "replace")

    assert list(find_mojibake(broken))


@pytest.mark.parametrize(
    ("language", "encoding"), [("ru", "cp1251"), ("el", "cp1253"), ("ar", "cp1256"), ("he", "cp1255")]
)
def test_an_old_encoding_read_as_western_is_found(language: str, encoding: str) -> None:
    broken = PLAIN[language].encode(encoding, "ignore").decode("latin-1")

    assert list(find_mojibake(broken))


def test_koi8_r_read_as_windows_cyrillic_is_found_behind_any_number_of_signs() -> None:
    broken = "«мНБШИ ЛНЯР ВЕПЕГ ПЕЙС», — аШКН, рЕОЕПЭ мНБЮЪ."

    (span,) = find_mojibake(f"Вчера. {broken}")

    assert span.evidence == "аШКН, рЕОЕПЭ мНБЮЪ."
    assert TURNED_CASE.findall("—" * 300_000 + " z", timeout=10) == []


def test_mojibake_is_marked_where_it_stands() -> None:
    broken = misread("المدينة القديمة", "cp1252")
    text = f"أعلنت البلدية أمس {broken} أن العمل سيبدأ."

    (span,) = find_mojibake(text)

    assert text[span.start : span.end] == broken


@pytest.mark.parametrize("text", ["25Â°C in the shade", "the cafÃ© is open", "Itâ€™s late", "le marchÃ© a baissÃ©"])
def test_one_misread_character_is_enough_where_nobody_writes_it(text: str) -> None:
    assert len(list(find_mojibake(text))) == 1


@pytest.mark.parametrize("text", ["┌────────┐", "│ ├──┤ │", "▀▄█▄▀ ░▒▓", "SÃO PAULO", "ÇA « VA »", "№ 5 — «Да»"])
def test_signs_and_capitals_are_no_mojibake(text: str) -> None:
    assert list(find_mojibake(text)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The brіdge is closed for repairs until spring.", "brіdge"),
        ("Die Вrücke bleibt bis zum Frühling gesperrt.", "Вrücke"),
        ("Мост зaкрыт на ремонт до весны этого года.", "зaкрыт"),
        ("Міст закрито на peмoнт до весни цього року.", "peмoнт"),
        ("Η γέφυρα θα μείνει κλειστή για την Eυρώπη.", "Eυρώπη"),
        ("The company said it wοuld reopen the mine.", "wοuld"),
    ],
)
def test_a_disguised_letter_is_marked_with_its_word(text: str, word: str) -> None:
    assert [text[span.start : span.end] for span in find_homoglyphs(text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Оператор открыл доступ через VPNом и SMSка пришла.",
        "Новый iPhoneом пользуются IT-компании и 5G-сети.",
        "The drug blocks TNFα and IFNγ at 5 μm, with Δt small.",
        "Компания «СберMarket» и X5 Retail работают вместе.",
        "Η εταιρεία παρουσίασε το νέο iPhone και το e-shop.",
    ],
)
def test_names_endings_and_signs_are_no_homoglyphs(text: str) -> None:
    assert list(find_homoglyphs(text)) == []


@pytest.mark.parametrize(
    ("language", "text", "evidence"),
    [
        ("ar", "أعلنت البلدية أن الجسر سيغلق. Residents were told that the road is closed until May.", "en"),
        ("ja", "市は橋を閉鎖すると発表した。The mayor said that it would take until the end of May.", "en"),
        ("ru", "Мост закрыт. Selon la mairie, les travaux ne sont pas encore terminés dans le quartier.", "fr"),
        ("fr", "Le pont est fermé. The mayor said that the work will not be done before the end of May.", "en"),
        ("de", "Die Brücke ist zu. По словам мэра, работы будут закончены до конца мая этого года.", "Cyrl"),
        ("en", "The bridge is closed. 市长表示，这项工程将在今年年底之前全部完成。", "Hani"),
    ],
)
def test_a_sentence_of_another_language_is_marked(language: str, text: str, evidence: str) -> None:
    (span,) = find_untranslated(text, language)

    assert span.evidence == evidence
    assert span.end == len(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قال الوزير: «We will not give up on the people of the valley»، ثم غادر القاعة."),
        ("ar", "صدر كتاب The Old Man and the Sea في طبعة جديدة هذا الأسبوع."),
        ("zh", "他用 git commit -m 'fix the bug' 提交了代码，并写了说明。"),
        ("de", "Der Film „The Man Who Was Not There“ läuft ab Donnerstag wieder im Kino am Markt."),
        ("fr", "Le groupe a chanté « We are the champions of the world and we will not stop »."),
        ("no", "Kommunen sier at broen blir stengt. Det er ikke klart hvor lenge det vil vare for dem."),
        ("es", "El alcalde dijo que la calle (in the words of the report, a street that is not safe) cerrará."),
        ("en", "The company, 腾讯控股有限公司, said that sales had risen by a fifth."),
        (None, "Whatever it is, and in which language, it is not the article's."),
    ],
)
def test_quotations_names_titles_and_code_are_not_untranslated(language: str | None, text: str) -> None:
    assert list(find_untranslated(text, language)) == []


def test_a_paragraph_that_comes_again_is_marked_with_the_place_of_the_first(make_article: MakeArticle) -> None:
    text = "The old mill will open its doors again in spring, after three years of repairs to the roof and wheel."
    article = make_article(text, "Visitors can see it on Saturdays.", text)

    ((place, span),) = find_repetitions(article)

    assert (place, span.evidence) == ("sections[0].paragraphs[2]", "as sections[0].paragraphs[0]")


def test_a_sentence_that_comes_again_at_once_is_marked_where_it_stands(make_article: MakeArticle) -> None:
    article = make_article(
        "She plays on Sunday. School comes first, her father said.", "School comes first, her father said."
    )

    assert [place for place, _ in find_repetitions(article)] == ["sections[0].paragraphs[1]"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Portions: one green, one red, one yellow", "Something else.", "Portions: one green, one red, one yellow"),
        ("What did you do then?", "I ran.", "What did you do then?"),
        ("Yes.", "Yes."),
        ("He sang the song.", "Then he rested.", "He sang the song."),
    ],
)
def test_lists_questions_and_refrains_may_repeat(make_article: MakeArticle, texts: tuple[str, ...]) -> None:
    assert list(find_repetitions(make_article(*texts))) == []


@pytest.mark.parametrize(
    "text",
    [
        "« Le moulin ouvrira de nouveau ses portes au printemps. »",
        "The old mill will open its doors again in spring (the wheel too).]",
        "It will open in spring, he said: 'The wheel, the roof and the weir.' …",
    ],
)
def test_a_sentence_does_not_repeat_the_paragraph_that_it_is(make_article: MakeArticle, text: str) -> None:
    assert list(find_repetitions(make_article(text, "Something else."))) == []


def test_a_loop_is_marked_each_time_and_a_refrain_that_comes_thrice_is_not(make_article: MakeArticle) -> None:
    text = "The old mill will open its doors again in spring, after three years of repairs to the roof and wheel."
    between = ["The wheel is made of oak.", "The roof is of slate."]

    assert len(list(find_repetitions(make_article(text, text, text)))) == 2
    assert list(find_repetitions(make_article(text, *between, text, *between, text))) == []


def test_a_summary_may_say_what_the_text_says(make_article: MakeArticle, block: MakeBlock) -> None:
    text = "The old mill will open its doors again in spring, after three years of repairs to the roof and wheel."

    assert list(find_repetitions(make_article(text, summary=(block(text),), facts=(block(text),)))) == []


WHOLE = ("The river rose by two metres. Nobody was hurt.", "The mayor opened the road. Schools stay open.")


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("en", "Engineers who looked at the bridge say it moves when water covers the"),
        ("en", "Engineers have looked at the bridge. They say that the pillars move only when water"),
        ("en", "Engineers have looked at the bridge and will report ..."),
        ("en", "Engineers have looked at the bridge and will rep… [+1532 chars]"),
        ("th", "วิศวกรตรวจสะพานแล้วและจะรายงานผลให้เทศบาลทราบ..."),
        ("ru", "Инженеры осмотрели мост и сообщили, что опоры двигаются только на"),
    ],
)
def test_a_text_that_stops_is_marked_at_its_end(make_article: MakeArticle, language: str, end: str) -> None:
    ((place, span),) = find_truncation(make_article(*WHOLE, end, language=language))

    assert (place, span.end) == ("sections[0].paragraphs[2]", len(end))


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("en", "Engineers have looked at the bridge. They will report."),
        ("en", "The report is at https://bridge.example/report"),
        ("en", "“I was there when the water came over the road,” — Anna Berg"),
        ("en", "Additional reporting by Anna Berg and Tom Hill"),
        ("th", "วิศวกรตรวจสะพานแล้วและจะรายงานผลให้เทศบาลทราบ"),
        ("ja", "技術者は橋を調べ、結果を市に報告する予定だと述べた。"),
        ("hi", "इंजीनियरों ने पुल की जाँच की और नगर निगम को रिपोर्ट देंगे।"),
    ],
)
def test_a_text_that_ends_is_not_truncated(make_article: MakeArticle, language: str, end: str) -> None:
    assert list(find_truncation(make_article(*WHOLE, end, language=language))) == []


def test_an_author_without_full_stops_ends_without_one(make_article: MakeArticle) -> None:
    article = make_article(
        "قال المدير إن العمل مستمر. وهو سعيد", "فتحت المدارس أبوابها. عاد الطلاب", "عاد الناس. وفتح السوق بابه"
    )

    assert list(find_truncation(article)) == []


@pytest.mark.parametrize("text", ["\u202eabc", "abc \u202babc", "abc\u202c", "\u2067abc", "\u2066abc\u202c"])
def test_a_control_that_turns_or_stays_open_is_marked(text: str) -> None:
    assert list(find_bidi_controls(text))


@pytest.mark.parametrize("text", ["a\u200fb\u200e", "\u202babc\u202c def", "\u2067a \u2068b\u2069 c\u2069"])
def test_marks_and_closed_controls_are_no_issue(text: str) -> None:
    assert list(find_bidi_controls(text)) == []


@pytest.mark.parametrize("text", ["Dear {{name}},", "It costs $XXX.", "On XX/XX/XXXX", "${user.name}", "{% block %}"])
def test_an_unfilled_variable_is_marked(text: str) -> None:
    assert len(list(find_variables(text))) == 1


@pytest.mark.parametrize("text", ["Write `{{name}}` there.", "Super Bowl XXX", "Malcolm X", "$100", "{a}", "100 %"])
def test_code_and_numerals_are_no_variables(text: str) -> None:
    assert list(find_variables(text)) == []


def test_a_heading_without_text_is_noted_unless_deeper_ones_follow(block: MakeBlock) -> None:
    sections = (
        Section(heading=block("Chapter"), level=2),
        Section(heading=block("Part"), level=3, paragraphs=(block("Text."),)),
        Section(heading=block("Nothing"), level=2),
    )
    article = find_issues(make_article(sections=sections, title=block("T")))

    assert [(issue.rule, issue.place) for issue in article.quality_issues] == [("empty_section", "sections[2].heading")]


def test_misread_text_is_called_nothing_else(make_article: MakeArticle) -> None:
    broken = misread(PLAIN["ru"], "cp1251")

    assert rules(find_issues(make_article(PLAIN["ru"], broken, language="ru"))) == {"mojibake"}


def test_a_rule_that_finds_too_much_is_cut_short(make_article: MakeArticle) -> None:
    article = find_issues(make_article("wоuld " * 5000, language="en"))
    homoglyphs = [issue for issue in article.quality_issues if issue.rule == "homoglyph"]

    assert len(homoglyphs) <= MAX_ISSUES + 1


PIECES = [
    "Ã©",
    "â€™",
    "Р°",
    "wоuld ",
    "the of and to ",
    "إ framing ",
    "[name]",
    "{{x}}",
    "\u202e",
    "\ufffd",
    "「",
    '"',
    "«",
]
PIECES += [
    "As an AI language model",
    "以下是翻译：",
    "...",
    "的了是在",
    "По словам мэра ",
    "\n",
    " ",
    "۔",
    "ก",
    "\u200c",
    "\x00",
]


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30),
    st.sampled_from(["en", "ar", "zh", None]),
)
def test_no_rule_raises_and_every_span_lies_in_its_text(pieces: list[str], language: str | None) -> None:
    text = "".join(pieces)
    block = Block(role=Role.PARAGRAPH, text=text, detected_by="test")
    section = Section(heading=block, paragraphs=(block, block))
    article = find_issues(make_article(sections=(section,), language=language))

    for issue in article.quality_issues:
        if issue.start is not None:
            assert issue.end is not None
            assert 0 <= issue.start < issue.end <= len(text)
            assert issue.place.startswith("sections[0].")
    assert article.body.sections == (section,)
