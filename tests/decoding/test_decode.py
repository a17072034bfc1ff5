"""Bytes to text: the right letters, or a refusal."""

import codecs
import json

import pytest
from checkout import SHARED
from hypothesis import given
from hypothesis import strategies as st

from etl.decoding.decode import decode
from etl.errors import BinaryDocument, EmptyDocument, RejectedDocument, UndecodableText

CORPUS = SHARED / "corpus"
ARABIC = (
    "حقائق رئيسية\n- افتتحت البلدية سوقا جديدة للحرفيين يوم السبت.\nملخص سريع\nعاد الحرفيون إلى قلب المدينة القديمة."
)
RUSSIAN = (
    "Ключевые факты\n- Библиотека на лодке вернулась в Озёрск.\nКраткое содержание\nЖители встречали её на пристани."
)
GREEK = "Βασικά στοιχεία\n- Η βιβλιοθήκη άνοιξε ξανά τη Δευτέρα.\nΠερίληψη\nΟι κάτοικοι περίμεναν δύο χρόνια."
HEBREW = "עובדות מרכזיות\n- הספרייה נפתחה מחדש ביום שני.\nתקציר\nהתושבים חיכו שנתיים ליום הזה."
CHINESE = "关键事实\n- 市里的图书馆星期一重新开放。\n摘要\n居民们等了两年，他们说这是一个好消息。"
TAIWANESE = "關鍵事實\n- 市立圖書館星期一重新開放。\n摘要\n居民們等了兩年，他們說這是一個好消息。"
JAPANESE = "主な事実\n- 市の図書館が月曜日に再び開いた。\n要約\n住民は二年のあいだ待っていた。"
KOREAN = "주요 사실\n- 시립 도서관이 월요일에 다시 문을 열었다.\n요약\n주민들은 이 년 동안 기다렸다."
FRENCH = "Faits clés\n- La bibliothèque a rouvert lundi à midi.\nRésumé\n« Enfin ! », s'écrie une élève, très émue."
POLISH = "Najważniejsze fakty\n- Biblioteka została otwarta.\nStreszczenie\nMieszkańcy czekali dwa lata, książki też."
TURKISH = "Önemli bilgiler\n- Kütüphane pazartesi günü yeniden açıldı.\nÖzet\nŞehir halkı iki yıldır bunu bekliyordu."
THAI = "ข้อเท็จจริงสำคัญ\n- ห้องสมุดเปิดอีกครั้งในวันจันทร์\nสรุป\nชาวเมืองรอมาสองปีแล้ว"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "cp866"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (CHINESE, "gb18030"),
        (CHINESE, "gb2312"),
        (TAIWANESE, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "iso2022_kr"),
        (KOREAN, "euc_kr"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (TURKISH, "cp1254"),
        (THAI, "cp874"),
        (ARABIC, "utf-16"),
        (RUSSIAN, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (ARABIC, "utf-32-le"),
        (ARABIC, "utf-32"),
        (CHINESE, "utf-32-be"),
        (JAPANESE, "utf-8-sig"),
    ],
)
def test_the_letters_tell_the_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.replaced_count == 0


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Nowy most\n\nMiasto otwiera nowy most przez rzekę. Koniec hałasu.", "iso8859-2"),
        ("Nowy most\n\nMiasto otwiera nowy most przez rzekę. Koniec hałasu.", "cp1250"),
        ("Guvernul a aprobat legea. După vot, premierul a spus că va demisiona.", "cp1250"),
        ("Most je zatvoren, rekao je gradonačelnik u četvrtak.", "cp1250"),
    ],
)
def test_short_texts_of_central_europe_are_not_read_as_western(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Le pont a été fermé lundi, après le poème d'une élève.",
        "Die Brücke wurde geschlossen, die Fläche misst 20 m².",
        "El puente se cerró el lunes. ¿Cuándo abre? Mañana.",
        "A ponte não será reaberta amanhã.",
        "La città è chiusa perché nevica: costa 5 €.",
        "La línia aèria tancarà avui.",
        "Broen er lukket på fredag, sagde ældre borgere på øen.",
    ],
)
def test_short_western_texts_are_read_as_they_are(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@given(
    st.sampled_from([(ARABIC, "cp1256"), (RUSSIAN, "koi8-r"), (CHINESE, "gb18030"), (JAPANESE, "euc_jp")]),
    st.integers(1, 60),
)
def test_a_short_piece_is_right_or_refused(text_and_encoding: tuple[str, str], length: int) -> None:
    text, encoding = text_and_encoding
    piece = text[-length:]
    if piece.isascii():
        return
    try:
        decoded = decode(piece.encode(encoding))
    except UndecodableText:
        return
    # A few letters fit several scripts; from a sentence on they must be the right ones.
    assert decoded.text == piece or length < 30


def test_a_declaration_is_believed_where_its_letters_are_those_of_a_language() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"), "windows-1251")

    assert (decoded.text, decoded.declared) == (RUSSIAN, "windows-1251")


@pytest.mark.parametrize("declared", ["iso-8859-1", "koi8-r", "utf-8", "no-such-encoding", "rot13", ""])
def test_a_wrong_declaration_makes_no_wrong_letters(declared: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), declared).text == RUSSIAN
    assert decode(ARABIC.encode(), declared).text == ARABIC


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Вчера библиотека была открыта, и жители ждали её; объявление было яркое, бывшее.", "cp1251", "koi8-r"),
        ("Її мрії є її надії; в Україні їй її подруги співали пісні і її вірші, мої й твої.", "cp1251", "cp1253"),
        (TURKISH, "cp1254", "iso-8859-1"),
    ],
)
def test_a_declaration_that_gives_some_letters_yields_to_one_that_gives_clearly_better_ones(
    text: str, encoding: str, declared: str
) -> None:
    assert decode(text.encode(encoding), declared).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_a_declaration_is_kept_where_another_gives_letters_that_are_only_a_little_better(encoding: str) -> None:
    text = "хълма беше в"
    assert decode(text.encode(encoding), encoding).text == text


def test_latin_1_is_read_as_browsers_do() -> None:
    assert decode("Il dit : “Voilà l’été”.".encode("cp1252"), "ISO-8859-1").text == "Il dit : “Voilà l’été”."


def test_text_says_how_it_was_read() -> None:
    assert decode(FRENCH.encode()).encoding == "utf-8"
    assert decode(FRENCH.encode("cp1252")).encoding == "cp1252"
    assert decode(FRENCH.encode("cp1252")).replaced_count == 0
    assert decode(FRENCH.encode("utf-16")).replaced_count == 0


def test_one_hole_in_a_short_text_is_let_pass_and_two_are_not() -> None:
    hole = b"\x00\xd8a\x00"
    assert decode(b"\xff\xfe" + "Ferry ".encode("utf-16-le") + hole).replaced_count == 1
    with pytest.raises(UndecodableText):
        decode(b"\xff\xfe" + "Ferry ".encode("utf-16-le") + hole * 2)


def test_damaged_bytes_in_utf_8_are_replaced_and_counted() -> None:
    data = (RUSSIAN * 3).encode()
    decoded = decode(data[:50] + b"\xff" + data[50:])

    assert decoded.encoding == "utf-8"
    assert decoded.replaced_count >= 1
    assert decoded.text.count("\ufffd") == decoded.replaced_count


def test_a_replacement_character_that_the_publisher_stored_does_not_count() -> None:
    assert decode(("\ufffd" * 50 + RUSSIAN).encode()).replaced_count == 0


def test_nul_and_lone_surrogates_are_replaced_and_counted() -> None:
    decoded = decode(b"The ferry\x00 is back. " * 3)
    wide = decode(b"\xff\xfe" + ("The ferry is back. " * 5).encode("utf-16-le") + b"\x00\xd8a\x00")

    assert (decoded.text.count("\ufffd"), decoded.replaced_count) == (3, 3)
    assert wide.replaced_count == 1
    wide.text.encode()


def test_a_long_legacy_text_is_judged_by_its_beginning_and_read_whole() -> None:
    text = (JAPANESE + "\n") * 4000

    assert decode(text.encode("euc_jp")).text == text


def test_two_encodings_in_one_file_are_refused() -> None:
    with pytest.raises(UndecodableText):
        decode(ARABIC.encode() + ARABIC.encode("cp1256"))
    with pytest.raises(UndecodableText):
        decode(RUSSIAN.encode() + (RUSSIAN * 8).encode("cp1251"))


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 500,
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"%PDF-1.7\nabc",
        bytes(range(256)) * 4,
        b"PK\x03\x04abc",
        b"\x00\x01\x02" * 99,
    ],
)
def test_what_is_no_text_is_refused_as_binary(data: bytes) -> None:
    with pytest.raises(BinaryDocument):
        decode(data)


TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1b"


@pytest.mark.parametrize("control", [*range(1, 32), 127])
def test_control_characters_make_bytes_binary_but_for_those_of_text(control: int) -> None:
    data = b"The ferry is back, and sails on." + bytes([control]) * 2
    if control in TEXT_CONTROLS:
        assert decode(data).text == data.decode()
    else:
        with pytest.raises(BinaryDocument, match="control characters"):
            decode(data)


def test_a_byte_that_is_nul_is_no_text() -> None:
    with pytest.raises(BinaryDocument):
        decode(b"\x00")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_known_by_one_common_sign_in_fifty(encoding: str) -> None:
    line = (JAPANESE * 2).replace("\n", "").replace("- ", "")[:49]
    assert decode((line + "\n").encode(encoding)).text == line + "\n"
    with pytest.raises(RejectedDocument):
        decode((line + "に\n").encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_japanese_with_indented_paragraphs_is_read(encoding: str) -> None:
    text = "\u3000市の図書館が月曜日に再び開いた。\n\u3000住民は二年のあいだ待っていた。\n" * 5
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_the_order_of_wide_bytes_is_that_of_four_fifths_of_the_common_signs(encoding: str) -> None:
    """A wide space of U+2000 is in the other order the space of ASCII."""
    text = "市の図書館\nが月曜日に\n再び\u2000開いた\n住民は二年\n"
    assert decode(text.encode(encoding)).text == text
    with pytest.raises(RejectedDocument):
        decode(text.replace("月", "\u2000").encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_text_that_ends_inside_a_character_is_refused(encoding: str) -> None:
    with pytest.raises(BinaryDocument):
        decode(FRENCH.encode(encoding)[:-1])


def test_wide_bytes_are_text_only_if_nearly_all_of_them_can_be_shown() -> None:
    line = "The ferry is back, and it sails again every hour." * 2
    assert decode((line + "\ue000\n").encode("utf-16-le")).text == line + "\ue000\n"
    with pytest.raises(BinaryDocument):
        decode((line + "\ue000" * 3).encode("utf-16-le"))
    assert decode((line[1:] + "\n" + "\ue000" * 2).encode("utf-16-le")).text.endswith("\ue000")


def test_no_bytes_are_refused_as_empty() -> None:
    with pytest.raises(EmptyDocument):
        decode(b"")


@given(st.binary(max_size=400), st.none() | st.sampled_from(["utf-8", "cp1252", "gb18030", "utf-16", "utf-7", "hex"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode(data, declared)
    except RejectedDocument:
        return
    assert "\x00" not in decoded.text
    decoded.text.encode()


@given(st.text(st.characters(exclude_characters="\x00\ufeff", exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_valid_utf_8_is_read_as_it_is_or_refused_as_binary(text: str) -> None:
    try:
        assert decode(text.encode()).text == text
    except BinaryDocument:
        assert not text.isprintable()


@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not on this machine")
def test_the_corpus_of_encodings_is_read_right_or_refused() -> None:
    entries = [json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    paths = [
        (CORPUS / entry["path"], entry["expected"]["same_text_as"])
        for entry in entries
        if "/encodings/" in entry["path"] and "utf8" not in entry["path"]
    ]
    assert paths
    right = 0
    for path, same_text_as in paths:
        try:
            decoded = decode(path.read_bytes())
        except UndecodableText:
            continue
        assert decoded.text == (path.parent / same_text_as).read_text(encoding="utf-8"), path.name
        right += 1
    assert right >= len(paths) - 1


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_mark_that_the_bytes_contradict_is_not_believed(mark: bytes, encoding: str) -> None:
    text = "The bridge will be moved.\n\nThe council voted on Monday, and the town pays one half."

    assert decode(mark + text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text", ["橋", "港口委员会投票决定迁移旧桥。费用由市政府承担一半，二〇二六年完工，居民表示欢迎。"]
)
def test_the_mark_of_wide_text_without_ascii_is_believed(text: str) -> None:
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Der Präfekt sagte: « Le café est fermé à midi, très tôt », und ging. «Déjà vu», hieß es später.",
        "Er las « L'été à Genève » und « Père Goriot », während es schneite. Die Wärme fehlte.",
    ],
)
def test_german_with_french_quotations_is_western(text: str) -> None:
    found = decode(text.encode("cp1252"))

    assert (found.text, found.encoding) == (text, "cp1252")


@pytest.mark.parametrize("encoding", ["iso8859_2", "cp1250"])
@pytest.mark.parametrize(
    "text",
    [
        "Ťažký život ťavy. Nočný vlak do Košíc mešká, ťahá ho stará mašina. Ťava pije vodu, ľudia čakajú.",
        "ŤAŽKÝ ŽIVOT. Vlak mešká, ľudia čakajú na stanici už štyri hodiny.",
    ],
)
def test_slovak_words_that_begin_with_t_caron_are_slovak(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "text", ["Bridge shut.\nno\nit\nis not to be moved.", "<!doctype a>\n<a>\n<b>\n<p>It is open.</p>"]
)
def test_short_lines_at_the_beginning_are_no_binary_data(text: str) -> None:
    assert decode(text.encode()).text == text


def test_the_mark_of_utf_8_is_no_text() -> None:
    decoded = decode(codecs.BOM_UTF8 + FRENCH.encode())

    assert (decoded.text, decoded.encoding, decoded.replaced_count) == (FRENCH, "utf-8", 0)


def test_a_byte_far_behind_in_a_legacy_text_that_is_no_character_is_replaced_and_counted() -> None:
    text = (FRENCH + "\n") * (200_000 // len(FRENCH))
    decoded = decode(text.encode("cp1252") + b"\x81")

    assert (decoded.text, decoded.encoding, decoded.replaced_count) == (text + "\ufffd", "cp1252", 1)


def test_a_text_in_two_encodings_is_refused_with_the_place_where_the_first_one_ends() -> None:
    """Lines of KOI8-R look like Arabic in Windows-1256: it is not known which of the two the rest is."""
    arabic = "أقر مجلس المدينة ميزانية العام المقبل بعد نقاش قصير.\n" * 3
    russian = "Городской совет утвердил бюджет на следующий год.\n" * 3
    data = arabic.encode() + russian.encode("koi8-r") + arabic.encode("cp1256")

    with pytest.raises(UndecodableText, match=f"UTF-8 up to byte {len(arabic.encode())}, in line 4$"):
        decode(data)
