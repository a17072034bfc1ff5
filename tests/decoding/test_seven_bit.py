"""Text in encodings of seven bits is read, and ASCII with the same signs stays ASCII."""

import pytest

from etl.decoding.decode import decode

TEXTS = {
    "ru": "Мост перенесут весной. Совет проголосовал за это в понедельник.",
    "fr": "Le pont sera déplacé. Le conseil a voté à une large majorité, et les frais seront partagés.",
    "hi": "पुल को वसंत में हटाया जाएगा। खर्च शहर और राज्य देंगे।",
    "ja": "橋は来年の春に移されます。費用は市と県が半分ずつ負担します。カフェは開いています。",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_utf_7_is_read(text: str) -> None:
    found = decode(text.encode("utf-7"))

    assert (found.text, found.encoding, found.replaced_count) == (text, "utf-7", 0)


def test_hz_is_read() -> None:
    text = "港口委员会投票决定迁移旧桥。\n费用由市政府承担一半, 2026 年完工。"
    found = decode(text.encode("hz"))

    assert (found.text, found.encoding) == (text, "hz")


@pytest.mark.parametrize(
    "text",
    [
        "Call +4930123456 or +4930123457 or +4930999999.",
        "Disney+ and Apple+ and Canal+ compete, and Paramount+ follows.",
        "It was +12 on Monday, +13 on Tuesday and +14 on Wednesday: 3+4+5.",
        "+Hello +World +Again: a search for vaccine+drug+test.",
        "In UTF-7 the pound sign is +AKM-, as the author shows.",
        "The marks +AGEAYgBj-, +AGEAYgBk- and +AGEAYgBl- are letters that nobody encodes.",
        "The signs ~{*!*!*!~} are no letters in HZ.",
        "In HZ, Chinese was sent as ~{VPND~}, says the history of the network, and mail programs read it.",
    ],
)
def test_a_text_with_a_few_such_signs_is_read_as_it_is(text: str) -> None:
    found = decode(text.encode())

    assert (found.text, found.encoding) == (text, "utf-8")


@pytest.mark.parametrize(
    ("text", "is_encoded"),
    [
        ("Мы и я", True),  # three runs
        ("Мы и", False),  # two, with few characters
        ("橋は来年の春に移さ\n費用は市と県が半分ず", False),  # two, with 19
        ("橋は来年の春に移され\n費用は市と県が半分ず", True),  # two, with 20
        ("Мост на Сене, café и rosé", True),  # two scripts
        ("橋のカフェー、café é は開く。\nカフェーは閉じる。", True),  # those of Japanese
        ("Мост\\через\\реку и паром", True),  # with signs of ASCII
        ("Мост на Сене, café, γέφυρα", False),  # three
    ],
)
def test_few_or_mixed_runs_of_utf_7_are_no_proof(text: str, is_encoded: bool) -> None:
    data = text.encode("utf-7")

    assert decode(data).text == (text if is_encoded else data.decode("ascii"))


@pytest.mark.parametrize(
    ("text", "is_encoded"),
    [("港口委员 port", True), ("港口委员 ports", False), ("~{)~}", False)],
)
def test_hz_is_at_least_half_chinese(text: str, is_encoded: bool) -> None:
    data = text.encode("hz") if is_encoded or "港" in text else text.encode("ascii")

    assert decode(data).encoding == ("hz" if is_encoded else "utf-8")
