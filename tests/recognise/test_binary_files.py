"""Files that are no text are refused by their name."""

import io
import pickle
import zipfile

import pytest

from etl.decoding.decode import decode
from etl.errors import BinaryDocument
from etl.recognise.binary_files import binary_kind


def zip_of(*members: str, mimetype: str = "application/epub+zip") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name in members:
            archive.writestr(name, mimetype if name == "mimetype" else "<a/>")
    return file.getvalue()


def open_document(kind: str) -> bytes:
    return zip_of("mimetype", "content.xml", mimetype=f"application/vnd.oasis.opendocument.{kind}")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a picture (WebP)"),
        (b"\x00\x00\x00\x18ftypmp42", "a sound or video file (MP4)"),
        (b"ID3\x03\x00\x00", "a sound file (MP3)"),
        (zip_of("mimetype", "META-INF/container.xml"), "an e-book (EPUB)"),
        (zip_of("META-INF/MANIFEST.MF", "news/Reader.class"), "a Java archive (JAR)"),
        (pickle.dumps([{"title": "Bridge closed"}], protocol=2), "a Python pickle"),
        (pickle.dumps([{"title": "Bridge closed"}], protocol=5), "a Python pickle"),
        (b"\x82\xa5title\xadBridge closed\xa4text\xa1x", "MessagePack data"),
        (b"\x2e\x00\x00\x00\x02title\x00\x0e\x00\x00\x00Bridge closed\x00\x00", "BSON data"),
        (
            b"\x01khb062 4 i 211\r\n\r\n\x02The bridge is closed.\r\n\x03",
            "a newswire message with control characters (IPTC 7901 or ANPA 1312)",
        ),
        (
            b"\x16\x16\x01W2870\x1fasian\r\n\x02Bridge closed\r\n\x03",
            "a newswire message with control characters (IPTC 7901 or ANPA 1312)",
        ),
    ],
)
def test_a_file_that_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(BinaryDocument, match="which Khabar does not read") as refused:
        decode(data)

    assert str(refused.value) == f"{kind}, which Khabar does not read"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PAR1\x15\x04\x15\x10", "a Parquet file"),
        (b"SQLite format 3\x00\x10\x00", "an SQLite database"),
        (zip_of("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "a Word document (DOCX)"),
        (zip_of("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "an Excel workbook (XLSX)"),
    ],
)
def test_what_is_read_only_as_a_file_is_refused_inside_other_data(data: bytes, kind: str) -> None:
    with pytest.raises(BinaryDocument) as refused:
        decode(data)

    assert str(refused.value).startswith(f"{kind}, which Khabar reads only as a file of its own")


# The first bytes of a file of each kind.
BEGINNINGS = [
    (b"%PDF-1.7", "a PDF document"),
    (b"PAR1\x15\x04", "a Parquet file"),
    (b"ARROW1\x00\x00", "an Arrow file"),
    (b"Obj\x01\x04", "an Avro file"),
    (b"ORC\x08\x03", "an ORC file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"\x93NUMPY\x01", "a NumPy array"),
    (b"\xd0\xcf\x11\xe0\xa1", "an office file (Word, Excel, PowerPoint or Outlook, before 2007)"),
    (b"\x89PNG\r\n", "a picture (PNG)"),
    (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00\x08", "a picture (TIFF)"),
    (b"MM\x00*\x00", "a picture (TIFF)"),
    (b"\x00\x00\x01\x00\x02\x00", "a picture (icon)"),
    (b"OggS\x00", "a sound or video file (Ogg)"),
    (b"ID3\x04\x00", "a sound file (MP3)"),
    (b"fLaC\x00", "a sound file (FLAC)"),
    (b"\x1aE\xdf\xa3\x9f", "a video file (Matroska, WebM)"),
    (b"\x00\x01\x00\x00\x00\x12", "a font"),
    (b"OTTO\x00\x0b", "a font"),
    (b"wOFF\x00\x01", "a font"),
    (b"wOF2\x00\x01", "a font"),
    (b"\x7fELF\x02", "a program"),
    (b"\xca\xfe\xba\xbe\x00", "a program"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"(\xb5/\xfd\x04", "zstd data"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27", "a 7z archive"),
    (b"RIFF\n\x00\x00\x00WEBPVP8L", "a picture (WebP)"),
    (b"RIFF\n\x00\x00\x00WAVEfmt ", "a sound file (WAV)"),
    (b"RIFF\n\x00\x00\x00AVI LIST", "a video file (AVI)"),
    (b"\x00\x00\x00\x1cftypavif", "a picture (HEIF)"),
    (b"\x00\x00\x00\x1cftypisom", "a sound or video file (MP4)"),
    (zip_of("[Content_Types].xml", "word/document.xml"), "a Word document (DOCX)"),
    (zip_of("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook (XLSX)"),
    (zip_of("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint presentation (PPTX)"),
    (zip_of("mimetype"), "an e-book (EPUB)"),
    (open_document("text"), "an OpenDocument text (ODT)"),
    (open_document("spreadsheet"), "an OpenDocument spreadsheet (ODS)"),
    (zip_of("META-INF/MANIFEST.MF"), "a Java archive (JAR)"),
    (zip_of("news/a.txt"), "a zip file"),
    (pickle.dumps(["Bridge"], protocol=4), "a Python pickle"),
    (pickle.dumps({"title": "Bridge"}, protocol=2), "a Python pickle"),
    (b"\x10\x00\x00\x00\x02a\x00", "BSON data"),
    (b"\x81\xa2id\x07", None),
    (b"\x81\xa2id\x81", "MessagePack data"),
    (b"\x8f\xafpublished_first\xa1", "MessagePack data"),
    (b"\x20\x01" + bytes(6) + b"\xaa\xbb\xcc\xdd\x0a\x9d", "TFRecord data"),
    (b"\x01ab\x02", "a newswire message with control characters (IPTC 7901 or ANPA 1312)"),
    (b"\r\n\x16\x16\x01", "a newswire message with control characters (IPTC 7901 or ANPA 1312)"),
    (b"The bridge is closed.", None),
    (b"", None),
]


@pytest.mark.parametrize(("data", "kind"), BEGINNINGS)
def test_the_first_bytes_tell_the_kind(data: bytes, kind: str | None) -> None:
    assert binary_kind(data) == kind


@pytest.mark.parametrize(
    "text", ["ID3 is a tag of music files.", "ORCHESTRA PLAYS ON", "BZhivan said no.", "PARIS, Jan 3"]
)
def test_a_text_that_begins_like_one_is_read(text: str) -> None:
    assert decode(text.encode()).text == text


def test_a_text_in_a_double_byte_encoding_is_no_data() -> None:
    text = "東北abcの橋は月曜日に閉鎖された。修理は金曜日まで続く。" * 9

    assert decode(text.encode("shift_jis"), "shift_jis").text == text
