"""Every error of Khabar, in one tree."""

import signal


class KhabarError(Exception):
    """Base class of every error that Khabar itself raises."""


class ConfigError(KhabarError):
    """A setting is missing or wrong; raised before anything runs. The message says what to set."""


class DatabaseError(KhabarError):
    """The database cannot be used: it does not start or answer, or its schema is not the one of this code."""


class NotThere(KhabarError):
    """The command names something that does not exist: a run, shard, article, source, format or file."""


class AirflowError(KhabarError):
    """The local Airflow does not start, answer or stop; the message says where its log is."""


class WorkersDie(KhabarError):
    """Worker processes die whatever they work on: memory is low, the system limits them, or something kills them."""


class ChangedFile(KhabarError):
    """An input file changed while it was read. What was read before is valid; the rest is left to the next run."""


class Interrupted(BaseException):
    """Ctrl-C or a signal ends the program. It is no Exception, so that no `except Exception` catches it."""

    def __init__(self, signal_number: int) -> None:
        self.signal_number = signal_number
        super().__init__(f"interrupted by {signal.Signals(signal_number).name}")


def with_notes(words: str, error: BaseException) -> str:
    """These words, followed by the notes of the error (BaseException.add_note)."""
    return "; ".join([words, *getattr(error, "__notes__", ())])


class RejectedDocument(KhabarError):
    """This one document cannot become an article; it is recorded and the run goes on."""

    reason = "rejected"


class EmptyDocument(RejectedDocument):
    """The document has no bytes, or only white space."""

    reason = "empty"


class EmptyArticle(RejectedDocument):
    """The document can be read, but no article text was found in it."""

    reason = "no_text"


class BinaryDocument(RejectedDocument):
    """The bytes are not text in any encoding."""

    reason = "binary"


class UnknownFormat(RejectedDocument):
    """No format recognises the bytes."""

    reason = "unknown_format"


class MailAsText(UnknownFormat):
    """A mail that was saved as text. Its first bytes are not stored, because they contain addresses."""


class NeedsExtra(RejectedDocument):
    """A package that is not installed is needed to read the file; the message says how to install it."""

    reason = "needs_extra"


class UndecodableText(RejectedDocument):
    """The bytes are text, but their encoding could not be determined reliably."""

    reason = "undecodable"


class MalformedDocument(RejectedDocument):
    """The document does not follow the rules of its format (JSON, XML, HTML) and cannot be read."""

    reason = "malformed"


class LimitExceeded(RejectedDocument):
    """The document exceeds one of the limits in the settings; `reason` says which."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
