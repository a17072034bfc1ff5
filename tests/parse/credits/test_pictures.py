"""Credits at the end of captions."""

import pytest

from etl.parse.credits.pictures import split_credit


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("The mill. Photo: Ann Lee", "The mill", "Ann Lee"),
        ("Prices since 2019. Sources: Bureau, Morrow", "Prices since 2019", "Bureau, Morrow"),
        ("Die Mühle. Quelle: Landesarchiv", "Die Mühle", "Landesarchiv"),
        ("The mill (Gonzalo Fuentes/Pool via AP)", "The mill (Gonzalo Fuentes/Pool via AP)", None),
    ],
)
def test_a_credit_stands_behind_the_label_of_a_picture_or_source(caption: str, text: str, credit: str | None) -> None:
    found, of = split_credit(caption)

    assert (found.rstrip("."), of) == (text, credit)
