"""Access the fields of a JSON record, whatever the names of its keys."""

from etl.parse.records.json_source import JsonObject, first_of
from etl.settings import Settings
from etl.words.record_keys import KEYS, WRAPPERS, folded_key

BODY_KEYS = frozenset(KEYS["text"] + KEYS["fragment"] + KEYS["page"])
# Keys of the text in an object that stands for a text: WordPress, the New York Times, JSON-LD, ninjs 2.
INNER_KEYS = ("rendered", "main", "value", "text", "name", "title", "content", "$t", "#text", "$date", "$oid")
CRAWL_KEYS = frozenset({"text", "timestamp", "url"})  # of C4 and similar data sets: the timestamp is that of the crawl


class Fields:
    """The fields of one record, found by the keys of the settings, then by KEYS."""

    def __init__(self, record: JsonObject, settings: Settings) -> None:
        self._own_keys = settings.json_fields
        self._record = _unwrapped(record)
        self._folded: JsonObject = {}
        for key, value in self._record.items():
            self._folded.setdefault(folded_key(key), value)

    @property
    def names(self) -> tuple[str, ...]:
        """The record's keys."""
        return tuple(self._record)

    def found(self, field: str) -> tuple[str, object] | None:
        """The best key of a field that has a value, and the value; None without one."""
        own = first_of(self._record, self._own_keys.get(field, ()))
        return own or first_of(self._folded, KEYS[field])

    def all_found(self, field: str) -> list[tuple[str, object]]:
        """Every key of a field that has a value, and the value, best first."""
        own = [first_of(self._record, (key,)) for key in self._own_keys.get(field, ())]
        known = [first_of(self._folded, (key,)) for key in KEYS[field]]
        return [each for each in own + known if each is not None]

    def text(self, field: str) -> str | None:
        """The first value of a field that has text; the items of a list become lines. None without text."""
        for _, value in self.all_found(field):
            text = "\n".join(texts(value)).strip()
            if text:
                return text
        return None

    def texts(self, field: str) -> tuple[str, ...]:
        """The texts of a field that may be a list, without empty ones."""
        found = self.found(field)
        return tuple(text.strip() for text in texts(found[1]) if text.strip()) if found else ()

    def flag(self, field: str) -> bool | None:
        """The value of a field that is true or false (or yes, no, 1, 0); None for any other value."""
        found = self.found(field)
        value = str(found[1]).lower() if found else ""
        return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(value)

    @property
    def is_crawl_record(self) -> bool:
        """Whether the record has exactly the keys of CRAWL_KEYS, so its timestamp is not that of the article."""
        return set(self.names) == CRAWL_KEYS


def texts(value: object) -> list[str]:
    """The texts in a value: a string, an object that stands for a text, or a list of these; numbers are left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        inner = first_of(value, INNER_KEYS)
        return texts(inner[1]) if inner else []
    return []


def _unwrapped(record: JsonObject) -> JsonObject:
    """The record merged with the article that it wraps; unchanged if it has a body itself."""
    for key in WRAPPERS:
        inner = record.get(key)
        if isinstance(inner, dict) and _has_body(inner) and not _has_body(record):
            return {**{name: value for name, value in record.items() if name != key}, **inner}
    return record


def _has_body(record: JsonObject) -> bool:
    return any(
        isinstance(value, str | list) and value and folded_key(key) in BODY_KEYS for key, value in record.items()
    )
