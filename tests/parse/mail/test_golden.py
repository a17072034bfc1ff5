"""Golden pairs: mail, mailboxes and saved pages, and their articles; `make golden` rewrites the articles."""

from pathlib import Path

import pytest
from golden_files import check_golden, golden_inputs


@pytest.mark.parametrize(
    "path", golden_inputs("mail") + golden_inputs("mbox") + golden_inputs("mhtml"), ids=lambda path: path.stem
)
def test_golden_mail_holds_its_article(path: Path, rewrite_golden: bool) -> None:
    check_golden(path, rewrite=rewrite_golden)
