"""zip and tar files."""

import gc
import gzip
import random
import stat
import struct
import tarfile
import zlib
from collections.abc import Callable, Sequence

import pytest
from archives import make_tar, make_zip, with_right_checksum
from fixture_types import Outcomes, Read, ReadDocuments

from etl.documents import Document, Outcome, Refusal, StructuralSkip
from etl.ingest.stream import Stream

TEXT = b"The bridge was closed for repairs.\n"


MAKERS = pytest.mark.parametrize("make", [make_zip, make_tar], ids=["zip", "tar"])
Make = Callable[[Sequence[tuple[str, bytes]]], bytes]


@MAKERS
def test_every_member_is_a_document_with_its_name_and_number(read_documents: ReadDocuments, make: Make) -> None:
    units = read_documents(make([("a/one.txt", TEXT), ("two.txt", b"Two.")]), "archive")
    assert [(unit.origin.member, unit.origin.member_no, unit.origin.position, unit.name) for unit in units] == [
        ("a/one.txt", 1, 0, "one.txt"),
        ("two.txt", 2, 0, "two.txt"),
    ]


@MAKERS
def test_two_members_of_one_name_both_count(read_documents: ReadDocuments, make: Make) -> None:
    archive = make([("a.txt", b"First."), ("b.txt", b"Second.")]).replace(b"b.txt", b"a.txt")
    archive = archive if make is make_zip else archive[:1024] + with_right_checksum(archive[1024:])
    assert [(unit.data, unit.origin.member_no) for unit in read_documents(archive)] == [(b"First.", 1), (b"Second.", 2)]


@MAKERS
@pytest.mark.parametrize("name", ["../../up.txt", "/etc/up.txt", "a/../../up.txt", "C:\\up.txt", "..\\up.txt"])
def test_names_that_lead_out_are_refused_and_the_others_read(outcomes: Outcomes, make: Make, name: str) -> None:
    assert outcomes(make([(name, b"Out."), ("in.txt", TEXT)])) == ["unsafe_name", TEXT]


@MAKERS
def test_a_name_too_long_for_any_path_is_refused_and_the_others_read(outcomes: Outcomes, make: Make) -> None:
    assert outcomes(make([("n" * 5000, b"Long."), ("a.txt", TEXT)])) == ["unsafe_name", TEXT]


@MAKERS
def test_folders_sidecars_and_empty_members_are_only_counted(read: Read, make: Make) -> None:
    members = [("folder/.DS_Store", b"x"), ("__MACOSX/._a.txt", b"x"), ("empty.txt", b""), ("a.txt", TEXT)]
    kind = "zip" if make is make_zip else "tar"
    *skipped, document = read(make(members))
    assert isinstance(document, Document)
    assert skipped == [
        StructuralSkip(reason=f"{kind}:sidecar"),
        StructuralSkip(reason=f"{kind}:sidecar"),
        StructuralSkip(reason=f"{kind}:empty_member"),
    ]
    assert document.origin.member_no == 1


@MAKERS
def test_an_archive_without_content_is_one_rejected_unit(outcomes: Outcomes, make: Make) -> None:
    assert outcomes(make([("empty.txt", b"")]))[-1] == "no_units"
    assert outcomes(make([]), "none.tar") == ["no_units"]


@MAKERS
def test_one_member_too_many_ends_the_archive(outcomes: Outcomes, make: Make) -> None:
    archive = make([(f"{number}.txt", TEXT) for number in range(3)])
    assert outcomes(archive, max_members=2) == [TEXT, TEXT, "too_many_members"]


@MAKERS
def test_a_member_over_the_document_limit_costs_only_itself(outcomes: Outcomes, make: Make) -> None:
    assert outcomes(make([("big.txt", TEXT * 9), ("a.txt", TEXT)]), max_document_bytes=99) == [
        "document_too_large",
        TEXT,
    ]


@MAKERS
def test_archives_inside_archives_are_read_to_the_limit(read: Read, make: Make) -> None:
    inner = make([("page.txt", TEXT)])
    (document,) = read(make([("first.txt.gz", gzip.compress(inner))]))
    assert isinstance(document, Document)
    assert (document.origin.member, document.origin.member_no, document.data) == ("first.txt.gz!/page.txt", 2, TEXT)
    (refusal,) = read(make([("first.txt.gz", gzip.compress(inner))]), max_nesting=2)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "nested_too_deep"


@MAKERS
def test_records_inside_a_member_are_counted_there(read_documents: ReadDocuments, make: Make) -> None:
    lines = b'{"text": "one"}\n{"text": "two"}\n'
    units = read_documents(make([("a.txt", TEXT), ("dump.jsonl", lines)]))
    assert [(unit.origin.member_no, unit.origin.position) for unit in units] == [(1, 0), (2, 0), (2, 1)]


@MAKERS
def test_bytes_of_a_name_that_are_not_utf8_are_percent_encoded(read_documents: ReadDocuments, make: Make) -> None:
    archive = make([("a_XX.txt", TEXT)]).replace(b"a_XX.txt", b"a_\xff\xfe.txt")
    if make is make_tar:
        archive = with_right_checksum(archive)
    assert read_documents(archive)[0].origin.member == "a_%FF%FE.txt"


@pytest.mark.parametrize("missing", [1, 10, 20, 60])
def test_a_zip_without_its_whole_directory_is_truncated(outcomes: Outcomes, missing: int) -> None:
    assert outcomes(make_zip([("a.txt", TEXT)])[:-missing]) == ["truncated"]


def test_a_zip_with_a_broken_directory_is_corrupt(outcomes: Outcomes) -> None:
    assert outcomes(make_zip([("a.txt", TEXT)]).replace(b"PK\x01\x02", b"PK\x09\x02")) == ["corrupt"]


def test_the_directory_of_a_zip_is_found_before_the_longest_comment(read_documents: ReadDocuments) -> None:
    archive = make_zip([("a.txt", TEXT), ("noise.txt", random.Random(7).randbytes(100_000))])
    units = read_documents(archive[:-2] + struct.pack("<H", 65_535) + b"c" * 65_535)
    assert [unit.name for unit in units] == ["a.txt", "noise.txt"]


def test_a_zip_member_that_grows_out_of_proportion_is_refused(outcomes: Outcomes) -> None:
    archive = make_zip([("a.txt", bytes(40 * 1024 * 1024)), ("b.txt", TEXT)])
    assert outcomes(archive, max_document_bytes=1 << 30, max_expansion_ratio=10) == ["expansion_ratio", TEXT]


def test_members_that_share_their_bytes_are_unpacked_once(outcomes: Outcomes) -> None:
    archive = make_zip([("a.txt", TEXT), ("b.txt", TEXT)])
    start, end = archive.index(b"PK\x01\x02"), archive.index(b"PK\x05\x06")
    directory = archive[start:end]
    ending = bytearray(archive[end:])
    ending[8:16] = struct.pack("<HHL", 100, 100, len(directory) * 50)
    assert outcomes(archive[:start] + directory * 50 + ending) == [TEXT, TEXT] + ["corrupt"] * 98


def test_a_member_that_reaches_into_the_next_costs_only_itself(outcomes: Outcomes) -> None:
    archive = bytearray(make_zip([("a.txt", TEXT), ("b.txt", TEXT)]))
    entry = archive.index(b"PK\x01\x02")
    archive[entry + 20 : entry + 24] = struct.pack("<L", len(TEXT) + 10)
    assert outcomes(bytes(archive)) == ["corrupt", TEXT]


@MAKERS
def test_names_of_members_may_be_of_any_script(read_documents: ReadDocuments, make: Make) -> None:
    assert [unit.origin.member for unit in read_documents(make([("\u732b/é.txt", TEXT)]))] == ["\u732b/é.txt"]


def test_a_damaged_zip_member_costs_only_itself(outcomes: Outcomes) -> None:
    archive = bytearray(make_zip([("a.txt", TEXT), ("b.txt", TEXT)]))
    archive[45] ^= 0xFF
    assert outcomes(bytes(archive)) == ["corrupt", TEXT]


@pytest.mark.parametrize("fields", [[24], [16, 24], [16, 20, 24]], ids=["size", "checksum-and-size", "all"])
def test_a_zip_member_that_only_its_directory_calls_empty_is_corrupt(outcomes: Outcomes, fields: list[int]) -> None:
    archive = bytearray(make_zip([("a.txt", TEXT), ("b.txt", TEXT)]))
    entry = archive.index(b"PK\x01\x02")
    for field in fields:
        archive[entry + field : entry + field + 4] = bytes(4)
    assert outcomes(bytes(archive)) == ["corrupt", TEXT]


@pytest.mark.parametrize("offset", [2**64 - 1, 2**63 - 1, 2**40])
@pytest.mark.parametrize("text", [TEXT, b""], ids=["text", "empty"])
def test_a_zip_member_at_a_place_that_no_file_has_costs_only_itself(
    outcomes: Outcomes, text: bytes, offset: int
) -> None:
    zip64 = struct.pack("<HHQ", 1, 8, offset)
    archive = bytearray(make_zip([("a.txt", text), ("b.txt", TEXT)], extra=zip64))
    entry = archive.index(b"PK\x01\x02")
    archive[entry + 42 : entry + 46] = b"\xff" * 4
    assert outcomes(bytes(archive)) == ["corrupt", TEXT]


def test_an_encrypted_zip_member_is_refused_by_name(outcomes: Outcomes) -> None:
    archive = bytearray(make_zip([("a.txt", TEXT)]))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    assert outcomes(bytes(archive)) == ["encrypted"]


def test_a_zip_of_a_later_version_is_refused_by_name(outcomes: Outcomes) -> None:
    archive = bytearray(make_zip([("a.txt", TEXT)]))
    archive[archive.index(b"PK\x01\x02") + 6] = 99
    assert outcomes(bytes(archive)) == ["unsupported_compression"]


def test_the_name_of_a_zip_member_is_that_of_its_directory(read_documents: ReadDocuments) -> None:
    """An extra field with another one, as Info-ZIP writes it, changes nothing: Python 3.13 would prefer it."""
    name = "\u732b.txt".encode()
    extra = struct.pack("<HHBL", 0x7075, 5 + len(name), 1, zlib.crc32(b"cat.txt")) + name
    assert [unit.origin.member for unit in read_documents(make_zip([("cat.txt", TEXT)], extra=extra))] == ["cat.txt"]


def test_a_link_in_a_zip_is_skipped(read: Read) -> None:
    (unit,) = read(make_zip([("link.txt", b"/etc/hostname")], mode=stat.S_IFLNK | 0o777))
    assert isinstance(unit, Refusal)
    assert (unit.outcome, unit.reason) == (Outcome.SKIPPED, "link")


def test_of_a_web_archive_in_a_zip_only_the_crawls_are_read(read: Read) -> None:
    crawl = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    names = ["archive/data.warc", "indexes/index.cdxj", "logs/crawl.log", "pages/pages.jsonl", "datapackage.json"]
    units = read(make_zip([(name, crawl if name.startswith("archive") else TEXT) for name in names]))
    assert [unit.reason for unit in units if isinstance(unit, StructuralSkip)] == ["warc:warcinfo"] + ["wacz:index"] * 4


def test_a_zip_with_a_list_of_its_data_is_no_web_archive(outcomes: Outcomes) -> None:
    assert outcomes(make_zip([("datapackage.json", b'{"a": 1}'), ("a.txt", TEXT)]))[-1] == TEXT


def test_an_office_file_is_one_document(read_documents: ReadDocuments) -> None:
    data = make_zip([("[Content_Types].xml", b"<Types/>"), ("ppt/presentation.xml", b"<p/>")])
    assert [unit.data for unit in read_documents(data, "talk.pptx")] == [data]


def test_a_directory_of_names_without_end_is_not_read_into_memory(outcomes: Outcomes) -> None:
    assert outcomes(make_zip([("n" * 60_000, TEXT)]), max_members=10) == ["too_many_members"]
    assert outcomes(make_zip([("n" * 210, TEXT)]), max_members=1) == [
        TEXT
    ]  # of 256 bytes, as many as are taken for each
    assert outcomes(make_zip([("n" * 211, TEXT)]), max_members=1) == ["too_many_members"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_skipped(read: Read, kind: bytes) -> None:
    archive = make_tar([("special", b"")], kind, link="/etc")[:512] + make_tar([("a.txt", TEXT)])
    special, document = read(archive)
    assert isinstance(special, Refusal)
    assert isinstance(document, Document)
    reason = "link" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else "not_regular"
    assert (special.outcome, special.reason) == (Outcome.SKIPPED, reason)
    assert document.data == TEXT


@pytest.mark.parametrize("name", ["l", "folder/l"])
def test_a_member_below_a_link_is_refused(outcomes: Outcomes, name: str) -> None:
    archive = make_tar([(name, b"")], tarfile.SYMTYPE, link="/etc")[:512] + make_tar([(f"{name}/hostname", TEXT)])
    assert outcomes(archive) == ["link", "unsafe_name"]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_are_read_in_every_form_of_tar(read_documents: ReadDocuments, form: int) -> None:
    name = "/".join(["folder" * 5] * 5) + "/خبر.txt"
    assert read_documents(make_tar([(name, TEXT)], format=form))[0].origin.member == name


def test_a_tar_cut_in_a_member_is_reported_once(outcomes: Outcomes) -> None:
    archive = make_tar([("a.txt", TEXT), ("b.txt", TEXT * 90)])
    assert outcomes(archive[: 512 * 5]) == [TEXT, "truncated"]


def test_a_tar_cut_between_members_is_truncated(outcomes: Outcomes) -> None:
    archive = make_tar([("a.txt", TEXT), ("b.txt", TEXT)])
    assert outcomes(archive[: 512 * 2]) == [TEXT, "truncated"]


def test_a_broken_header_ends_a_tar_but_not_in_silence(outcomes: Outcomes) -> None:
    archive = bytearray(make_tar([("a.txt", TEXT), ("b.txt", TEXT)]))
    archive[1024] ^= 0xFF
    assert outcomes(bytes(archive)) == [TEXT, "corrupt"]


def test_damage_below_a_tar_is_reported_once(outcomes: Outcomes) -> None:
    archive = gzip.compress(make_tar([("a.txt", TEXT), ("b.txt", TEXT * 90)]), 0)
    assert outcomes(archive[: 512 * 5], "archive.tar.gz") == [TEXT, "truncated"]


def test_tars_one_after_the_other_are_read_as_one(outcomes: Outcomes) -> None:
    assert outcomes(make_tar([("a.txt", b"One.")]) + make_tar([("b.txt", b"Two.")])) == [b"One.", b"Two."]


def test_a_header_that_announces_gigabytes_of_name_is_refused(outcomes: Outcomes) -> None:
    archive = bytearray(make_tar([("n" * 300, TEXT)], format=tarfile.GNU_FORMAT))
    archive[124:136] = b"77777777777\0"
    assert outcomes(with_right_checksum(bytes(archive))) == ["header_too_large"]


def test_a_folder_in_a_tar_is_only_counted(outcomes: Outcomes) -> None:
    archive = make_tar([("folder", b"")], tarfile.DIRTYPE)[:512] + make_tar([("a.txt", TEXT)])
    assert outcomes(archive) == ["tar:folder", TEXT]


def test_what_a_tar_says_of_all_its_members_is_passed_over(outcomes: Outcomes) -> None:
    assert outcomes(make_tar([("a.txt", TEXT)], pax_headers={"comment": "made by hand"})) == [TEXT]


def test_a_folder_in_a_zip_is_only_counted(outcomes: Outcomes) -> None:
    assert outcomes(make_zip([("folder/", b""), ("a.txt", TEXT)])) == ["zip:folder", TEXT]


def test_a_zip_member_without_a_name_is_refused(outcomes: Outcomes) -> None:
    archive = bytearray(make_zip([("a", TEXT)]))
    archive[26], archive[30:31] = 0, b""
    entry = archive.index(b"PK\x01\x02")
    archive[entry + 28], archive[entry + 46 : entry + 47] = 0, b""
    end = archive.index(b"PK\x05\x06")
    archive[end + 12 : end + 20] = struct.pack("<LL", end - entry, entry)
    assert outcomes(bytes(archive)) == ["unsafe_name"]


def test_a_tar_member_without_a_name_is_refused(outcomes: Outcomes) -> None:
    assert outcomes(with_right_checksum(bytes(100) + make_tar([("a", TEXT)])[100:])) == ["unsafe_name"]


@pytest.mark.parametrize("record", [b"9" * 5000 + b" path=x\n", b"5011 size=" + b"9" * 5000 + b"\n"])
def test_a_number_of_thousands_of_digits_in_a_tar_is_corrupt(outcomes: Outcomes, record: bytes) -> None:
    extended = make_tar([("x", record)], tarfile.XHDTYPE)
    assert outcomes(extended[: 512 + -(-len(record) // 512) * 512] + make_tar([("a.txt", TEXT)])) == ["corrupt"]


@pytest.mark.parametrize("record", [b"5 path=x\n", b"7 path=x\n"])
def test_an_extended_header_of_a_tar_that_is_shorter_than_its_name_is_corrupt(
    outcomes: Outcomes, record: bytes
) -> None:
    extended = make_tar([("x", record)], tarfile.XHDTYPE)[:1024]
    assert outcomes(extended + make_tar([("a.txt", TEXT)])) == ["corrupt"]


def test_all_extended_headers_of_a_tar_member_are_read(read_documents: ReadDocuments) -> None:
    extended = make_tar([("x", b"24 comment=made by hand\n14 path=b.txt\n")], tarfile.XHDTYPE)[:1024]
    assert [(unit.origin.member, unit.data) for unit in read_documents(extended + make_tar([("a.txt", TEXT)]))] == [
        ("b.txt", TEXT)
    ]


def test_a_tar_member_of_less_than_nothing_is_corrupt(outcomes: Outcomes) -> None:
    member = bytearray(make_tar([("b.txt", TEXT)]))
    member[124:136] = b"\xff" * 12  # -1 in the form that GNU tar has for large numbers
    assert outcomes(make_tar([("a.txt", TEXT)])[:1024] + with_right_checksum(bytes(member))) == [TEXT, "corrupt"]


def test_zeros_are_a_tar_only_under_the_name_of_one(outcomes: Outcomes) -> None:
    assert outcomes(bytes(1024), "zeros.TAR") == ["no_units"]
    assert outcomes(bytes(1024), "zeros.txt") == [bytes(1024)]


@pytest.mark.parametrize("blocks", [0, 1, 2])
def test_a_member_with_holes_in_the_old_gnu_format_costs_only_itself(outcomes: Outcomes, blocks: int) -> None:
    header = bytearray(make_tar([("holes.txt", TEXT)], tarfile.GNUTYPE_SPARSE, format=tarfile.GNU_FORMAT)[:1024])
    header[482] = blocks > 0
    more = b"".join(bytes(504) + bytes([left > 0]) + bytes(7) for left in reversed(range(blocks)))
    archive = with_right_checksum(bytes(header[:512])) + more + bytes(header[512:]) + make_tar([("a.txt", TEXT)])
    assert outcomes(archive) == ["unsupported_compression", TEXT]


def test_a_sparse_tar_member_is_refused_by_name(outcomes: Outcomes) -> None:
    archive = make_tar([("a.txt", TEXT)], format=tarfile.PAX_FORMAT, pax_headers={"GNU.sparse.major": "1"})
    extended = bytearray(archive)
    extended[156:157] = tarfile.XHDTYPE  # of this member, where tarfile writes it for all
    assert outcomes(with_right_checksum(bytes(extended))) == ["unsupported_compression"]


def test_what_was_read_of_a_refused_member_does_not_stay_in_memory(outcomes: Outcomes) -> None:
    archive = make_zip([("a.txt", TEXT * 1000), ("b.txt", TEXT * 1000)])
    gc.collect()
    gc.disable()
    try:
        assert outcomes(archive, max_document_bytes=20_000) == ["document_too_large"] * 2
        assert [each for each in gc.get_objects() if isinstance(each, Stream)] == []
    finally:
        gc.enable()
