"""Length limits of metadata fields; a longer value is left out and reported."""

from etl.articles import QualityIssue, QualityRule, Severity

FIELD_TOO_LONG = QualityRule("field_too_long", Severity.WARNING)
MAX_NAME_CHARS = 1_000  # an author, a section, a topic
MAX_SOURCE_CHARS = 500  # a PostgreSQL index entry has at most 2,700 bytes
MAX_SCHEME_CHARS = 500
MAX_ID_CHARS = 1_000
MAX_LANGUAGE_CHARS = 100
MAX_DATE_CHARS = 1_000
MAX_BYLINE_CHARS = 10_000
MAX_URL_CHARS = 8_000
SHOWN_CHARS = 100


class FieldLimits:
    """A check of the lengths of values, which keeps an issue for each that is too long; no value is cut."""

    def __init__(self) -> None:
        self._issues: dict[QualityIssue, None] = {}

    @property
    def issues(self) -> tuple[QualityIssue, ...]:
        """The issues for the values that were too long, each once, in the order of the checks."""
        return tuple(self._issues)

    def fits(self, field: str, text: str, limit: int) -> bool:
        """Whether a value has at most `limit` characters; if not, an issue is kept."""
        if len(text) <= limit:
            return True
        evidence = f"{field}: {len(text):,} characters: {text[:SHOWN_CHARS]}"
        self._issues[FIELD_TOO_LONG.issue(evidence=evidence)] = None
        return False
