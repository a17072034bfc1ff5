"""How good the letters of an encoding look, for each language and group of languages that it was made for."""

import codecs
import encodings
from contextlib import suppress
from pkgutil import iter_modules

import pytest

from etl.decoding.decode import decode
from etl.decoding.detect_encoding import (
    ARABIC,
    BALTIC,
    CANDIDATES,
    CENTRAL,
    CHINESE,
    CYRILLIC,
    GREEK,
    HEBREW,
    JAPANESE,
    KOREAN,
    MIN_QUALITY,
    THAI,
    TURKISH,
    VIETNAMESE,
    WESTERN,
    known_encoding,
    quality,
)
from etl.errors import BinaryDocument, UndecodableText

# One sentence for each row of letters, with those that the other rows of its group do not have.
SENTENCES = {
    "French": (WESTERN, "Où est la sœur de l'élève ? Là-bas, près du château, à l'hôtel où naît l'été."),
    "Catalan": (WESTERN, "L'acció és bàsica: això passà fa anys, però què és allò de l'òpera? Raïm i país."),
    "German": (WESTERN, "Die größte Straße fließt süß über Äcker, müßig grüßt der Fußgänger draußen."),
    "Spanish": (WESTERN, "El niño soñó con la montaña; mañana el año será pequeño en España, señor."),
    "Portuguese": (WESTERN, "A estação não põe limões: as eleições são amanhã, e os irmãos então virão."),
    "Italian": (WESTERN, "Perciò la città è più giù: così sarà, però lunedì finì là."),
    "Danish and Swedish": (WESTERN, "Små øer på åen: børn får æbler, där går åren så långt och möter blåbær."),
    "Dutch": (WESTERN, "De reünie in Oekraïne had één geërgerde coördinator en geïnteresseerde poëten."),
    "Icelandic": (WESTERN, "Það er þýðing orðanna: maður í þoku, síðan þögn, og það varð allt bæði þétt og góð."),
    "Polish": (CENTRAL, "Łódź płynęła wśród mgły, gdyż żołnierz wziął książkę i usiadł pośród dębów."),
    "Czech": (CENTRAL, "Děti běžely k řece, neboť přišel měsíc květen a všude tekl déšť; vůz stál ještě u dvěří."),
    "Slovak": (CENTRAL, "Ľudia mali veľký stôl, vôbec nič nekŕmili; ľahké kĺby a vŕba, mäso pre päť žien."),
    "Hungarian": (CENTRAL, "A hűvös őszi esőben öt fűzfa dőlt ki, a gyűlés később kezdődött: bő időt kértek tőlük."),
    "Croatian": (CENTRAL, "Đak je čuo riječ: kuća, noć, žeđ, već će đačke šale doći među građane."),
    "Romanian": (CENTRAL, "Fără îndoială, oraşul şi ţara stau în faţa pieţei, după ce încă îşi caută viaţa."),
    "Turkish": (TURKISH, "Işık ağır ağır söndü, çocuklar şarkı söyleyip dağa çıktı, güneş doğdu."),
    "Latvian": (BALTIC, "Ķēniņš ēda rīsus, kad jūrā šķīra ziņas: meitenēm ir jāmācās, ļaudis gaidīja mēnesi."),
    "Lithuanian": (BALTIC, "Ąžuolų miškų kelių dėl žmonių šių metų rugsėjį būtų įdėta, nes vėjų yra."),
    "Estonian": (BALTIC, "Öö oli külm, mõned käisid põõsas, jäär jõi vett; süüa õhtul ja töö käis hästi."),
    "Vietnamese": (
        VIETNAMESE,
        "Đươ\u0300ng phô\u0301 Ha\u0300 Nô\u0323i vă\u0301ng tư\u0300 sa\u0301ng, tre\u0309 em đi ho\u0323c.",
    ),
    "Arabic": (ARABIC, "أعلنت الحكومة إنشاء مدرسة جديدة في القرية، وقال الأهالي إن الآباء سعداء بذلك."),
    "Urdu": (ARABIC, "ہے يہ بڑي گاڑي ٹھيک ہے، ڈاک گھر سے آگے لڑکے ہيں اور ٹوٹے گھر بھي ہيں"),
    "Russian": (CYRILLIC, "Вчера библиотека была открыта, и жители ждали её; объявление было яркое, бывшее."),
    "Serbian": (CYRILLIC, "Ђаци и њихови учитељи: ноћ је, љубав ће доћи, људи још ћуте, њива, вођа, џеп."),
    "Ukrainian": (CYRILLIC, "Її мрії є її надії; в Україні їй її подруги співали пісні і її вірші, мої й твої."),
    "Bulgarian": (CYRILLIC, "Къщата на хълма беше в мъгла, щъркелът щеше да дойде; първият път бъде дълъг."),
    "Greek": (GREEK, "Η πόλη είναι μεγάλη, και οι κάτοικοι πήγαν νωρίς στη δουλειά τους."),
    "Hebrew": (HEBREW, "הספרייה נפתחה מחדש ביום שני, והתושבים חיכו שנתיים ליום הזה."),
    "Thai": (THAI, "ห้องสมุดเปิดอีกครั้งในวันจันทร์ ชาวเมืองรอมาสองปีแล้ว"),
    "Chinese, simplified": (CHINESE, "这个国家的议员们来时，发现问题还与学习有关，经过实验后将会进行报导。"),
    "Chinese, traditional": (CHINESE, "這個國家的議員們來時，發現問題還與學習有關，經過實驗後將會進行報導。"),
    "Japanese": (JAPANESE, "市の図書館が月曜日に再び開いたので、住民はとても喜んでいます。"),
    "Korean": (KOREAN, "시립 도서관이 월요일에 다시 문을 열었다고 주민들은 말하고 있다."),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_letters_of_a_language_are_usual_in_its_encodings(language: str) -> None:
    alphabets, sentence = SENTENCES[language]
    good = [each.encoding for each in CANDIDATES if each.alphabets is alphabets and fits(sentence, each.encoding)]

    assert good
    assert [encoding for encoding in good if quality(sentence.encode(encoding), name_of(encoding)) < 0.98] == []


def fits(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeEncodeError:
        return False


def name_of(encoding: str) -> str:
    return codecs.lookup(encoding).name


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("us-ascii", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("iso8859-11", "cp874"),
        ("TIS-620", "cp874"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("Big5", "big5hkscs"),
        ("Shift_JIS", "cp932"),
        ("euc-kr", "cp949"),
        ("'utf-8'", "utf-8"),
        ("rot13", None),
        ("undefined", None),
        ("idna", None),
        ("unicode_escape", None),
        ("no such encoding", None),
        (None, None),
    ],
)
def test_a_declaration_means_what_browsers_take_it_for(declared: str | None, meant: str | None) -> None:
    assert known_encoding(declared) == meant


def test_another_encoding_is_barely_good_if_it_fits() -> None:
    assert quality("déjà vu".encode("mac_roman"), "mac-roman") == MIN_QUALITY
    assert quality(b"d\xe9j\xe0 vu", "utf-8") == 0.0
    assert quality(b"\x00\x01", "mac-roman") == 0.0


def test_signs_without_letters_say_nothing_for_a_script_and_odd_ones_speak_against_any() -> None:
    assert quality("It costs £5.".encode("cp1252"), "cp1252") == 1.0
    assert quality("It costs £5.".encode("cp1256"), "cp1256") == 0.0
    assert quality("It costs ¤5.".encode("cp1252"), "cp1252") == 0.0
    assert quality("A café costs ¤5.".encode("cp1252"), "cp1252") == 0.5


def test_words_of_nothing_but_accents_are_not_western() -> None:
    assert quality("éàè ùâî ôûë".encode("cp1252"), "cp1252") == 0.0


@pytest.mark.parametrize(
    ("encoding", "usual", "one_too_many"),
    [
        ("cp1252", "éa" * 9 + "éé", "éa" * 8 + "éééé"),  # letters of a Latin word: 45 % of ASCII, and 40 %
        ("cp1253", "κοινωνίακαινόμοςαabc", "κοινωνίακαινόμοςabcd"),  # letters of a Greek word: 15 % of ASCII, and 20 %
    ],
)
def test_letters_stand_among_those_of_ascii_or_apart_as_their_script_does_it(
    encoding: str, usual: str, one_too_many: str
) -> None:
    assert quality(usual.encode(encoding), name_of(encoding)) > MIN_QUALITY
    assert quality(one_too_many.encode(encoding), name_of(encoding)) == 0.0


def test_a_capital_inside_one_word_counts_as_one_word_of_all() -> None:
    assert quality("Le café de MacÉtienne a été fermé.".encode("cp1252"), "cp1252") == 0.75


def test_scripts_without_spaces_may_have_any_letters_in_a_word() -> None:
    assert quality("这个国家的GDP和CPI".encode("gb18030"), "gb18030") > MIN_QUALITY


@pytest.mark.parametrize(
    "magic",
    [
        *(
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"%PDF-",
            b"PK\x03\x04",
            b"\x1f\x8b",
            b"BZh91AY&SY",
            b"\xfd7zXZ",
            b"(\xb5/\xfd",
        ),
        *(b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"OggS", b"ID3\x03", b"SQLite format 3\x00"),
    ],
)
def test_bytes_that_begin_like_no_text_are_binary_whatever_follows(magic: bytes) -> None:
    with pytest.raises(BinaryDocument, match="which Khabar "):
        decode(magic + b" and then a plain sentence.")


def test_one_odd_byte_in_a_short_text_is_no_reason_to_refuse_it() -> None:
    assert decode(b"The ferry\x00 is back.").replaced_count == 1
    assert decode(b"Ab\x00c.").replaced_count == 1
    with pytest.raises(BinaryDocument):
        decode(b"A\x00b\x00c")
    assert decode(b"The ferry\x01 is back").text == "The ferry\x01 is back"
    assert decode(b"The ferry is back, and it sails again every hour from now on. \x01" * 20).replaced_count == 0


def test_wide_text_with_too_many_holes_is_refused() -> None:
    with pytest.raises(UndecodableText, match="it looks like utf-16-le, but 9 of 63 characters"):
        decode(b"\xff\xfe" + "Ferry ".encode("utf-16-le") * 9 + b"\x00\xd8" * 9)


def test_replacement_characters_of_the_publisher_do_not_count_beside_our_own() -> None:
    stored = "The ferry \ufffd is back. " * 5
    assert decode(stored.encode() + b"\xff" + b" It is. " * 30).replaced_count == 1
    assert decode(b"\xff\xfe" + stored.encode("utf-16-le")).replaced_count == 0


def test_zero_bytes_on_both_sides_are_not_wide_text() -> None:
    with pytest.raises(BinaryDocument):
        decode(b"\x00a\x00 " * 20 + b"a\x00 \x00" * 20)


ENCODINGS = sorted({known for module in iter_modules(encodings.__path__) if (known := known_encoding(module.name))})


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_known_encoding_turns_any_bytes_into_text(encoding: str) -> None:
    """A declaration may name any codec of Python; one that raises other errors would end the run."""
    for data in (bytes(range(256)), b"caf\xe9 \\u0041 xn--a- +AGE-", b"\xff\xfe\xff", b"\x1b$)C\x0e\x80"):
        assert isinstance(data.decode(encoding, "replace"), str)
        with suppress(UnicodeDecodeError):
            data.decode(encoding)
