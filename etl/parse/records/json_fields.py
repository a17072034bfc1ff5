"""Access the fields of a JSON record, whatever the names of its keys."""

import re

from etl.parse.records.found_by_content import SURE_TEXT_WEIGHT, Found, fields_by_content, full_dates
from etl.parse.records.read_json import JsonObject, first_of, values_of
from etl.settings import Settings
from etl.words.function_words import has_function_words
from etl.words.metadata_keys import field_of, folded_key, head_field, keys_of, record_keys
from etl.words.record_fields import BODY_FIELDS, FIELDS, PIECES
from etl.words.record_structure import METADATA, WRAPPERS

MAX_WRAPPERS = 3  # nested
MAIN = "main"  # role of the main one of several texts of an article: ninjs 2 and 3
# Keys of the text in an object that stands for a text: WordPress, the New York Times, JSON-LD, ninjs 2, Drupal.
INNER_KEYS = (
    "rendered", "main", "value", "original", "text", "name", "title", "content", "byline",
    "$t", "#text", "$date", "$oid",
)  # fmt: skip
CRAWL_KEYS = frozenset({"text", "timestamp", "url"})  # of C4 and similar data sets: the timestamp is that of the crawl
FAILURES = ("error", "fail", "failed", "failure")  # the status of a failed request
FAILURE_CODES = range(400, 600)  # the status codes of failed requests: RFC 9110
NAMED = (*BODY_FIELDS, "sections")  # fields of the text; content is searched only without all of them
_NUMBERED = re.compile(r"(\D*)(\d{1,9})")


class Fields:
    """The fields of one record, found by the keys of the settings, then by metadata_keys.tsv, then by content."""

    def __init__(self, record: JsonObject, settings: Settings) -> None:
        self._own_keys = settings.keys_of_records
        self._record = _with_metadata(_unwrapped(record))
        self._folded: JsonObject = {}
        for key, value in self._record.items():
            self._folded.setdefault(folded_key(key), value)
        self._by_content: Found = {}
        if not any(self.found(field) for field in NAMED):
            values = [(path, value) for path, value in values_of(self._record) if not self._is_known(path)]
            is_teaser = any(self.found(field) for field in ("summary", "facts"))
            self._by_content = fields_by_content(
                values, is_titled=self.found("title") is not None, min_weight=SURE_TEXT_WEIGHT if is_teaser else 0
            )

    def _is_known(self, path: str) -> bool:
        """Whether the path of a value contains a known key or a list, so that its content is not considered."""
        return "[" in path or any(folded_key(name) in keys_of(*FIELDS, *PIECES) for name in path.split("."))

    @property
    def names(self) -> tuple[str, ...]:
        """The record's keys."""
        return tuple(self._record)

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of each value, as KHABAR_RECORD_FIELDS takes it: "config.text"; of a list, that of the list."""
        return tuple(dict.fromkeys(path.partition("[")[0] for path, _ in values_of(self._record)))

    def found(self, field: str) -> tuple[str, object] | None:
        """The best key of a field that has a value, and the value; None without one."""
        own = first_of(self._record, self._own_keys.get(field, ()))
        return own or first_of(self._folded, record_keys()[field]) or self._by_content.get(field)

    def all_found(self, field: str) -> list[tuple[str, object]]:
        """Every key of a field that has a value, and the value, best first."""
        own = [first_of(self._record, (key,)) for key in self._own_keys.get(field, ())]
        known = [first_of(self._folded, (key,)) for key in record_keys()[field]]
        return [each for each in (*own, *known, self._by_content.get(field)) if each is not None]

    def detected_by(self, field: str) -> str:
        """How the best value of a field was found: by its key ("json:title") or its content ("content:column 2")."""
        found = self._by_content.get(field)
        return f"content:{found[0]}" if found else f"json:{field}"

    def title(self) -> str | None:
        """The title; of several, the first, or the one with the role "main"."""
        return next((text for _, value in self.all_found("title") for text in texts(value) if text.strip()), None)

    def unknown_dates(self) -> list[tuple[str, str]]:
        """The full dates under unknown keys, each with its key."""
        return full_dates(each for each in values_of(self._record) if not self._is_known(each[0]))

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
    def is_named_thing(self) -> bool:
        """Whether the record has a name for a title and no date, as programs, products and places have."""
        title = self.found("title")
        return title is not None and title[0] == "name" and self.found("published") is None

    @property
    def reports_failure(self) -> bool:
        """Whether the record has the status of a failed request, or an error code."""
        status = self._folded.get("status", self._folded.get("statuscode"))
        is_code = isinstance(status, int) and status in FAILURE_CODES
        return is_code or status in FAILURES or any(map(self._folded.get, ("error", "errorcode", "errors")))

    @property
    def is_crawl_record(self) -> bool:
        """Whether the record has exactly the keys of CRAWL_KEYS, so its timestamp is not that of the article."""
        return set(self.names) == CRAWL_KEYS


def texts(value: object) -> list[str]:
    """The texts in a value: a string, an object that stands for a text, or a list of these; numbers are left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        main = [item for item in value if isinstance(item, dict) and item.get("role") == MAIN]
        return [text for item in main or value for text in texts(item)]
    if isinstance(value, dict):
        inner = first_of(value, INNER_KEYS)
        return texts(inner[1]) if inner else _numbered(value) or _translated(value)[:1]
    return []


def _numbered(value: JsonObject) -> list[str]:
    """The texts of an object whose keys number them, in their order: {"paragraph_1": ..., "paragraph_2": ...}."""
    keys = [match for match in map(_NUMBERED.fullmatch, value) if match]
    if len(keys) < len(value) or len({key[1] for key in keys}) > 1:
        return []
    return [text for key in sorted(keys, key=lambda key: int(key[2])) for text in texts(value[key[0]])]


def _translated(value: JsonObject) -> list[str]:
    """The texts of an object whose keys are languages: {"fr": ..., "nl": ...}."""
    are_languages = all(map(has_function_words, value)) and list(value) != ["id"]
    return [text for text in value.values() if isinstance(text, str)] if are_languages else []


def _unwrapped(record: JsonObject, left: int = MAX_WRAPPERS) -> JsonObject:
    """The record merged with the object that it wraps, whose values take precedence; in records of Fundus, they do not.

    A record that has a body and wraps no pieces is returned unchanged.
    """
    for key in WRAPPERS if left and not _has_body(record) else ():
        inner = _unwrapped(value, left - 1) if isinstance(value := record.get(key), dict) else {}
        if _has_body(inner):
            return {**{name: value for name, value in record.items() if name != key}, **inner}
    for key in ("body", "content", "article", "text"):
        inner = value if isinstance(value := record.get(key), dict) else {}
        if any(isinstance(inner.get(name), list) for name in record_keys()["sections"]):  # Fundus
            return {**inner, **{name: value for name, value in record.items() if name != key}}
    return record


def _with_metadata(record: JsonObject) -> JsonObject:
    """The record merged with the objects of METADATA beside its text, for fields that it does not have itself.

    A date in them needs a key that names the date of publication: a timestamp there is often that of a crawl.
    """
    merged = dict(record)
    for key in METADATA if _has_body(record) else ():
        inner = record.get(key)
        known = {field_of(name) for name in merged} | {None, *NAMED}
        for name, value in inner.items() if isinstance(inner, dict) else ():
            field = field_of(name)
            if field not in known and (field != "published" or head_field(name) == "published"):
                merged[name] = value
    return merged


def _has_body(record: JsonObject) -> bool:
    return any(
        (isinstance(value, list) and value) or any(texts(value))
        for key, value in record.items()
        if folded_key(key) in keys_of(*NAMED)
    )
