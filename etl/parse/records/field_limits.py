"""What a record or entry says of its article, as far as each value can be what its field claims."""

from etl.articles import QualityIssue, QualityRule, Severity

FIELD_TOO_LONG = QualityRule("field_too_long", Severity.WARNING)
MAX_NAME_CHARS = 1_000  # an author, a section, a topic
MAX_SOURCE_CHARS = 500  # an index entry of the database holds 2,700 bytes
MAX_SCHEME_CHARS = 500
MAX_ID_CHARS = 1_000
MAX_LANGUAGE_CHARS = 100
MAX_DATE_CHARS = 1_000
MAX_BYLINE_CHARS = 10_000
MAX_URL_CHARS = 8_000
SHOWN_CHARS = 100


class FieldLimits:
    """Tells which values are too long for their field, and keeps an issue for each: none is cut."""

    def __init__(self) -> None:
        self._issues: dict[QualityIssue, None] = {}

    @property
    def issues(self) -> tuple[QualityIssue, ...]:
        """The values that were left out, each once, in the order they were found."""
        return tuple(self._issues)

    def fits(self, field: str, text: str, limit: int) -> bool:
        """Tell whether a value has at most `limit` characters; one that has more is noted."""
        if len(text) <= limit:
            return True
        evidence = f"{field}: {len(text):,} characters: {text[:SHOWN_CHARS]}"
        self._issues[FIELD_TOO_LONG.issue(evidence=evidence)] = None
        return False
