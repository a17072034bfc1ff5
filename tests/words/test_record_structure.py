from etl.words.metadata_keys import folded_key
from etl.words.read_table import read_rows
from etl.words.record_structure import StructureKind, structure_keys


def test_every_key_stands_once_in_its_kind_as_it_is_compared() -> None:
    rows = read_rows("record_structure.tsv")
    keys = [(row["kind"], row["key"]) for row in rows]

    assert len(keys) == len(set(keys))
    assert {kind for kind, _ in keys} == set(StructureKind)
    assert [key for _, key in keys if folded_key(key) != key] == []


def test_no_list_of_articles_is_a_part_of_one() -> None:
    assert structure_keys(StructureKind.LIST).keys().isdisjoint(structure_keys(StructureKind.PART))
