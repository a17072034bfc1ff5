"""Bylines read part by part: what stands beside the names of authors is no name."""

import pytest

from etl.parse.credits.byline_line import read_byline

LINES = [
    # (texts of the elements of a line, names)
    (["April 17, 2026 by Priya Nandakumar"], ["Priya Nandakumar"]),
    (["9. 4. 2026 11:45, Tomáš Hruška"], ["Tomáš Hruška"]),
    (["By ", "Dana Whitlock", "@danawhitlock", " ", "Mar 4, 2026, 8:15am EST"], ["Dana Whitlock"]),
    (["Posted by ", "Marjorie Fenn", " at ", "12:23:00 AM"], ["Marjorie Fenn"]),
    (["By Emily Burack 8 January 2020, 3:51 pm 11 Edit"], ["Emily Burack"]),
    (["Von Ulrich Exner", "Korrespondent"], ["Ulrich Exner"]),
    (["Text von Christian Seiler Illustration von Markus Roost"], ["Christian Seiler"]),
    (["Reporting by Asif Shahzad; Editing by Toby Chopra"], ["Asif Shahzad"]),
    (["Anna Berg, Staff Attorney, Racial Justice Program & Eva Falk, Director of Equity"], ["Anna Berg", "Eva Falk"]),
    (["By Jo Root in Berlin and Bo Ek in Paris"], ["Jo Root", "Bo Ek"]),
    (["By Naandika Tripathi, Forbes India Staff"], ["Naandika Tripathi"]),
    (["Von Anna Berg, Carl Dorn und Eva Falk"], ["Anna Berg", "Carl Dorn", "Eva Falk"]),
    (["By Anna Berg, Carl Dorn, and Eva Falk"], ["Anna Berg", "Carl Dorn", "Eva Falk"]),
    (["Por Mariano Martín mmartin@ambito.example"], ["Mariano Martín"]),
    (["김철수·이영희 기자"], ["김철수", "이영희"]),
    (["홍길동기자"], ["홍길동"]),
    (["来源：江城日报 作者：陈望 责任编辑：周明"], ["陈望"]),
    (["渡辺洋介2025年1月13日 21時37分"], ["渡辺洋介"]),
    (["احمد خان اور سارہ علی"], ["احمد خان", "سارہ علی"]),
    (["Posted on 2015-04-05 by marc | Leave a comment"], ["marc"]),
    (["By ", "D", "ana ", "Whitlock"], ["Dana Whitlock"]),
    (["Anna", " ", "Berg"], ["Anna Berg"]),
    (["Jean-Luc d'Angelo, Ursula von der Leyen"], ["Jean-Luc d'Angelo", "Ursula von der Leyen"]),
]
NAMELESS = [
    ["Senior Editor"],
    ["© GettyImages/Nastasic"],
    ["Photo: ", "Anna Berg"],
    ["Updated on: December 20, 2023 / 12:51 PM EST / CBS News"],
    ["The Associated Press"],
    ["Social links for Nicholas"],
    ["5 Min Read", "Follow", "Share"],
    ["Dylan Ettinger is a writer in Los Angeles who covers spirits and coffee."],
    ["央视新闻 | 2020年08月03日"],
]


@pytest.mark.parametrize(("pieces", "names"), LINES, ids=lambda value: " ".join(value))
def test_what_is_left_without_dates_roles_accounts_and_places_are_the_names(
    pieces: list[str], names: list[str]
) -> None:
    assert [named.name for named in read_byline(pieces).names] == names


@pytest.mark.parametrize("pieces", NAMELESS, ids=" ".join)
def test_a_line_without_authors_has_no_names(pieces: list[str]) -> None:
    assert [named.name for named in read_byline(pieces).names] == []


def test_a_name_after_by_is_told_from_a_mere_name() -> None:
    assert [named.is_labelled for named in read_byline(["5 May 2024 by Anna Berg"]).names] == [True]
    assert [named.is_labelled for named in read_byline(["Anna Berg, 5 May 2024"]).names] == [False]


def test_what_is_no_part_of_a_byline_is_counted() -> None:
    assert read_byline(["Anna Berg, 5 May 2024"]).unknown == 0
    assert read_byline(["Anna Berg won the race again, 5 May 2024"]).unknown == 1
