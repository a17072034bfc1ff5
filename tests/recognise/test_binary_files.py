"""Files that are no text are refused by their name."""

import io
import pickle
import zipfile

import pytest

from etl.decoding.decode import decode
from etl.errors import BinaryDocument


def zip_of(*members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in members:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "<a/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"PAR1\x15\x04\x15\x10", "a Parquet file"),
        (b"SQLite format 3\x00\x10\x00", "an SQLite database"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a picture (WebP)"),
        (b"\x00\x00\x00\x18ftypmp42", "a sound or video file (MP4)"),
        (b"ID3\x03\x00\x00", "a sound file (MP3)"),
        (zip_of("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "a Word document (DOCX)"),
        (zip_of("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "an Excel workbook (XLSX)"),
        (zip_of("mimetype", "META-INF/container.xml"), "an e-book (EPUB)"),
        (zip_of("META-INF/MANIFEST.MF", "news/Reader.class"), "a Java archive (JAR)"),
        (pickle.dumps([{"title": "Bridge closed"}], protocol=2), "a Python pickle"),
        (pickle.dumps([{"title": "Bridge closed"}], protocol=5), "a Python pickle"),
        (b"\x82\xa5title\xadBridge closed\xa4text\xa1x", "MessagePack data"),
        (b"\x2e\x00\x00\x00\x02title\x00\x0e\x00\x00\x00Bridge closed\x00\x00", "BSON data"),
        (b"\x01khb062 4 i 211\r\n\r\n\x02The bridge is closed.\r\n\x03", "a newswire message"),
        (b"\x16\x16\x01W2870\x1fasian\r\n\x02Bridge closed\r\n\x03", "a newswire message"),
    ],
)
def test_a_file_that_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(BinaryDocument, match="which Khabar does not read") as refused:
        decode(data)

    assert str(refused.value).startswith(kind)


@pytest.mark.parametrize(
    "text", ["ID3 is a tag of music files.", "ORCHESTRA PLAYS ON", "BZhivan said no.", "PARIS, Jan 3"]
)
def test_a_text_that_begins_like_one_is_read(text: str) -> None:
    assert decode(text.encode()).text == text


def test_a_text_in_a_double_byte_encoding_is_no_data() -> None:
    text = "東北abcの橋は月曜日に閉鎖された。修理は金曜日まで続く。" * 9

    assert decode(text.encode("shift_jis"), "shift_jis").text == text
