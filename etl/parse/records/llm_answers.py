"""Answers of language models, as their APIs return them: one answer contains one article, as text or as JSON."""

import re

from etl.errors import RejectedDocument
from etl.parse.records.read_json import JsonObject, first_of, read_json

# Paths of an answer in the record: the record itself, or the answer to one request of a batch (OpenAI, Anthropic).
AROUND = ("", "response.body", "response", "result", "result.message", "body")
# Of a pair of a task and its answer, as models are trained with.
TASK_KEYS = ("instruction", "prompt")
ANSWER_KEYS = ("output", "response", "completion", "answer", "generated_text")
ID_KEYS = ("custom_id", "key", "id")
_FENCED = re.compile(r"\s*```[ \t]*(\w*)[ \t]*\n(.*?)\n?[ \t]*```\s*", re.DOTALL)


def answered(record: JsonObject, max_depth: int) -> JsonObject | None:
    """The record in a model's answer: its JSON object, or {"text": ...} for other text; None if it is no answer.

    The id of the request becomes `custom_id`, and a Markdown code fence around the whole answer is removed. Of several
    answers to one request, the first is read; of a conversation, the last message of the model.
    """
    text = next((text for path in AROUND if (text := _text_of(_at(record, path)))), None)
    if text is None:
        return None
    fenced = _FENCED.fullmatch(text)
    text = fenced[2] if fenced else text
    own_id = first_of(record, ID_KEYS)
    named: JsonObject = {"custom_id": own_id[1]} if own_id else {}
    return named | (_object(text, max_depth) or {"text": text})


def _object(text: str, max_depth: int) -> JsonObject | None:
    if not text.lstrip().startswith("{"):
        return None
    try:
        return read_json(text, max_depth).record
    except RejectedDocument:
        return None


def _at(record: JsonObject, path: str) -> JsonObject:
    value: object = record
    for key in path.split(".") if path else ():
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _text_of(value: JsonObject) -> str | None:
    """The text of an answer in one of the known formats: chat completions, messages, candidates (Gemini)."""
    if value.get("role") in ("assistant", "model"):
        return _joined(value.get("content") or value.get("parts"))
    if any(isinstance(value.get(key), str) for key in TASK_KEYS):
        answer = first_of(value, ANSWER_KEYS)
        return _joined(answer[1]) if answer else None
    for key in ("choices", "candidates"):
        choices = value.get(key)
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            return _joined(choices[0].get("message") or choices[0].get("content") or choices[0].get("text"))
    for key in ("messages", "output", "message", "conversations"):
        said = value.get(key)
        own = [each for each in said if _is_of_model(each)] if isinstance(said, list) else [said]
        if own and _is_of_model(own[-1]):
            return _joined(own[-1])
    return None


def _is_of_model(message: object) -> bool:
    return isinstance(message, dict) and (message.get("role") or message.get("from")) in ("assistant", "model", "gpt")


def _joined(value: object) -> str | None:
    """The text of a message, which is a string or a list of parts; None if it is empty."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        return "".join(text for item in value if (text := _joined(item))) or None
    inner = first_of(value, ("content", "parts", "text", "value")) if isinstance(value, dict) else None
    return _joined(inner[1]) if inner else None
