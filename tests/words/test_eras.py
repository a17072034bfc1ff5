from etl.words.eras import eras


def test_a_longer_name_of_an_era_is_tried_before_a_shorter_one() -> None:
    names = list(eras())

    assert names == sorted(names, key=len, reverse=True)
    assert eras()["中華民國"] == eras()["民國"] == 1911
