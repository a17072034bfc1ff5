"""What a check of `khabar verify` shows of what it has found."""

from etl.verify.tally import SHOWN, Tally


def test_the_first_faults_are_shown_and_all_are_counted() -> None:
    tally = Tally("hashes")
    tally.note("gone")
    for number in range(SHOWN + 2):
        tally.fault(f"fault {number}")
    tally.note("gone too")

    assert (tally.wrong, tally.noted) == (SHOWN + 2, 2)
    assert tally.first == [f"fault {number}" for number in range(SHOWN)]


def test_notes_are_shown_where_nothing_is_wrong() -> None:
    tally = Tally("hashes")
    for number in range(SHOWN + 2):
        tally.note(f"note {number}")

    assert tally.first == [f"note {number}" for number in range(SHOWN)]
