"""docs/quality.md: every rule is on it, and its examples raise their rules."""

import re
from pathlib import Path

import pytest
from checkout import ROOT

from etl.articles import Article
from etl.documents import Document, Origin
from etl.enrich.quality.rules import RULES
from etl.settings import load_settings
from etl.stages.convert import convert

PAGE = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^### `(\w+)` \((\w+)\)\n.*?^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("rule", "severity", "kind", "example"), EXAMPLES, ids=lambda value: value[:20])
def test_an_example_raises_its_rule(
    rule: str, severity: str, kind: str, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # away from the .env of whoever runs the tests
    name = f"example.{kind}"

    article = convert(Document(origin=Origin(uri=name), name=name, data=example.encode()), load_settings())

    assert isinstance(article, Article)
    assert (rule, severity) in {(issue.rule, issue.severity.value) for issue in article.quality_issues}


def test_every_rule_of_the_text_is_explained() -> None:
    assert {rule.name for rule in RULES} <= {rule for rule, *_ in EXAMPLES}
