"""What stands around a text: which lines are taken off, and which stay."""

import pytest

from etl.heads.llm_wrapping import find_wrapping
from etl.heads.read_head import blanked

TEXT = "# The Mill Turns\n\nThe mill by the weir turned again on Monday.\n\nTwo hundred people came to watch."

WRAPPED = {
    "thoughts": f"<think>\nA text about a mill.\n</think>\n\n{TEXT}",
    "thoughts without a beginning": f"A text about a mill.\n</think>\n{TEXT}",
    "a fence": f"```markdown\n{TEXT}\n```",
    "a fence without an end": f"~~~\n{TEXT}",
    "a fence and remarks in Swahili": f"Hii hapa makala.\n\n```\n{TEXT}\n```\n\nKaribu tena.",
    "an opening": f"Sure! Here is the article:\n\n{TEXT}",
    "an opening in Chinese": f"好的，以下是文章：\n\n{TEXT}",
    "an opening in Arabic and a rule": f"بالتأكيد! إليك المقال:\n\n---\n\n{TEXT}",
    "a closing": f"{TEXT}\n\nLet me know if you would like a shorter version!",
    "a closing in French and a rule": f"{TEXT}\n\n---\n\nN'hésitez pas à me dire si vous voulez des changements.",
}

BARE = {
    "a first line with a colon": "Here is what we know about the mill:\n\nIt turned again on Monday.",
    "code inside an article": f"{TEXT}\n\n```python\nprint('mill')\n```\n\nThat was the program.",
    "a listing in another language": f"```python\n{TEXT}\n```",
    "a letter": "Dear Ann,\n\nLet me know if you can come.\n\nYours\nBen",
    "a certain fact": "Certainly the mill is old.\n\nNobody knows how old.",
    "an answer alone": "Let me know if you would like a shorter version!",
}


@pytest.mark.parametrize("text", WRAPPED.values(), ids=WRAPPED)
def test_what_machines_put_around_a_text_is_taken_off(text: str) -> None:
    assert blanked(text, find_wrapping(text)).strip() == TEXT


@pytest.mark.parametrize("text", BARE.values(), ids=BARE)
def test_what_people_write_stays(text: str) -> None:
    assert find_wrapping(text) == ()
