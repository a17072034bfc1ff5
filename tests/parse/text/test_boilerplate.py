"""Lines round an article: bylines and dates above it, sources and links below."""

import pytest

from etl.articles import Role
from etl.parse.text.article import read_text
from etl.parse.text.boilerplate import split_around
from etl.parse.text.settle_marks import settle_units
from etl.parse.text.units import join_lines
from etl.parse.text.visible_lines import split_lines

PARAGRAPH = "The mill by the weir turned again on Monday after thirty years. Two hundred people came to watch."


def roles(text: str) -> list[tuple[str, Role]]:
    units = settle_units(join_lines(split_lines(text)))
    return [(unit.raw, role) for unit, role in split_around(units).around]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Ana Lopez", Role.BYLINE),
        ("Von Karl-Heinz Braun und Eva Roth", Role.BYLINE),
        ("Автор: Иван Петров", Role.BYLINE),
        ("بقلم: سلمى حداد", Role.BYLINE),
        ("记者：王小明", Role.BYLINE),
        ("By Ana Lopez | 6 January 2026", Role.BYLINE),
        ("6 January 2026", Role.DATELINE),
        ("BERLIN, 6. Januar 2026", Role.DATELINE),
        ("الثلاثاء ٦ يناير ٢٠٢٦", Role.DATELINE),
        ("2026年1月6日 18:40", Role.DATELINE),
        ("Updated: 2026-01-06 18:40", Role.DATELINE),
        ("Updated 6 January 2026, 6:40 p.m.", Role.DATELINE),
        ("Oppdatert av redaksjonen i Oslo den 2026-01-06", Role.DATELINE),
        ("Objavljeno u našem večernjem izdanju dana 2026-01-06", Role.DATELINE),
    ],
)
def test_byline_and_date_under_the_title_are_set_apart(line: str, role: Role) -> None:
    assert roles(f"The mill turns\n{line}\n{PARAGRAPH}\n{PARAGRAPH}") == [(line, role)]


@pytest.mark.parametrize(
    "line",
    [
        "Von der Mühle zum Museum",
        "By the time the wheel turned, it was dark.",
        "What happened in 2024",
        "Published on 6 January 2026, the report says that the mill may turn again in the summer.",
        "Update: on 6 January 2026 the miller said that he would go on grinding.",
        "A mill for 40 years",
    ],
)
def test_a_heading_that_begins_like_a_byline_stays_text(line: str) -> None:
    assert roles(f"The mill turns\n{line}\n{PARAGRAPH}\n{PARAGRAPH}") == []


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Source: county archive", Role.SOURCE),
        ("المصدر: وكالات", Role.SOURCE),
        ("来源：新华社", Role.SOURCE),
        ("Kilder: fylkesarkivet", Role.SOURCE),
        ("Grafik: Eva Roth", Role.SOURCE),
        ("© 2026 Sound Courier. All rights reserved.", Role.COPYRIGHT),
        ("Все права защищены.", Role.COPYRIGHT),
        ("(c) Sound Courier", Role.COPYRIGHT),
        ("Visos teisės saugomos.", Role.COPYRIGHT),
        ("Legu ankaŭ: la muelejo", Role.READ_MORE),
        ("اقرأ أيضاً: طاحونة أخرى", Role.READ_MORE),
        ("関連記事：水車の歴史", Role.READ_MORE),
        ("Leia também: o moinho", Role.READ_MORE),
    ],
)
def test_boilerplate_that_ends_the_text_is_set_apart(line: str, role: Role) -> None:
    assert roles(f"The mill turns\n{PARAGRAPH}\n{line}") == [(line, role)]
    assert roles(f"The mill turns\n{line}\n{PARAGRAPH}\n{PARAGRAPH}") == []


@pytest.mark.parametrize("line", ["La rÃ©ouverture du thÃ©Ã¢tre est prÃ©vue.", "Le marchÃ© a baissÃ©"])
def test_a_misread_letter_is_no_sign_of_copyright(line: str) -> None:
    assert roles(f"The mill turns\n{PARAGRAPH}\n{line}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Sources close to the miller say that he will go on grinding.",
        "C. Miller will go on grinding.",
        "C - the third mill",
    ],
)
def test_a_line_that_begins_like_boilerplate_stays_text(line: str) -> None:
    assert roles(f"The mill turns\n{PARAGRAPH}\n{line}") == []


def test_rules_are_set_apart_wherever_they_stand() -> None:
    assert roles(f"{PARAGRAPH}\n***\n{PARAGRAPH}") == [("***", Role.RULE)]


ARABIC = "وقعت وزارة النقل اليوم اتفاقية لبناء جسر جديد فوق النهر. ويبدأ العمل في الشهر المقبل."


@pytest.mark.parametrize(
    "lines",
    [
        "سبق - الرياض",
        "واس – جدة:",
        "الرياض - «الحياة»",
        "صحيفة النهر - الجسر الجديد",
        "عمّان - وكالة أخبار النهر",
        "جسر جديد فوق النهر\nمحمد العلي - سبق - الرياض",
        "جسر جديد فوق النهر\nوكالة النهر – عمّان",
    ],
)
def test_outlet_and_city_above_an_arabic_text_are_a_dateline(lines: str) -> None:
    body = read_text(f"{lines}\n{ARABIC}\n{ARABIC}").body

    assert [block.text for block in body.extra if block.role is Role.DATELINE] == [lines.splitlines()[-1]]


@pytest.mark.parametrize("title", ["غزة - هدنة جديدة بعد أشهر", "جسر جديد فوق النهر"])
def test_an_arabic_title_stays_a_title(title: str) -> None:
    body = read_text(f"{title}\n{ARABIC}\n{ARABIC}").body

    assert body.extra == ()
