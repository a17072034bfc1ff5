from etl.enrich.quality import rules


def test_every_rule_stands_in_the_file_of_its_name() -> None:
    for rule in rules.RULES:
        assert getattr(rules, rule.name).RULE is rule
