"""A line of one repeated sign is read: no pattern takes a time that grows faster than the line."""

import signal
from collections.abc import Iterator
from types import FrameType

import pytest
from checkout import GOLDEN
from fixture_types import Read

SECONDS = 4  # of the processor; each test takes far less than one, and took much more
EUROPRESSE = (GOLDEN / "europresse" / "french-text.txt").read_text(encoding="utf-8")
EUROPRESSE_PAGE = (GOLDEN / "europresse" / "english-page.html").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    def fail(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"not read in {SECONDS} seconds of the processor")

    before = signal.signal(signal.SIGVTALRM, fail)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(
    "text",
    [
        EUROPRESSE.replace("212 mots, p. 4", "1 " * 100_000),
        EUROPRESSE_PAGE.replace("news·", "a" * 1_000_000, 1),
        "A pier\n\n40 words\n4 May 2026\n\nDocument AB" + "0" * 30_000 + "!\n",
        "a." * 100_000 + "<p>The pier is lit again.</p>",
        "1" * 200_000 + "<p>The pier is lit again.</p>",
    ],
    ids=["digits and spaces", "letters of a number", "digits of a number", "letters and full stops", "digits"],
)
def test_a_line_of_one_repeated_sign_is_read(read: Read, text: str) -> None:
    assert read(text.encode(), "a.txt")
