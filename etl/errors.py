"""Every error of Khabar, in one tree."""

import signal


class KhabarError(Exception):
    """The root of the tree: catch it to catch whatever Khabar raises by itself."""


class ConfigError(KhabarError):
    """A setting is missing or wrong; raised before anything runs. The message says what to set."""


class DatabaseError(KhabarError):
    """The database cannot be used: it does not start, answer, or carry the schema of this code."""


class NotThere(KhabarError):
    """What a command names is not in the tables: a run, a shard or an article of this number."""


class AirflowError(KhabarError):
    """The local Airflow does not start, answer or stop; the message says where its log is."""


class WorkersDie(KhabarError):
    """Worker processes die whatever they are given: memory, a limit of the system, or something that kills them."""


class ChangedFile(KhabarError):
    """An input file changed while it was read: what was read is true, the rest is left to the next run."""


class Interrupted(BaseException):
    """The program was told to end, by Ctrl-C or a signal. No `except Exception` keeps it from that."""

    def __init__(self, signal_number: int) -> None:
        self.signal_number = signal_number
        super().__init__(f"interrupted by {signal.Signals(signal_number).name}")


class RejectedDocument(KhabarError):
    """This one document cannot become an article; it is recorded and the run goes on."""

    reason = "rejected"


class EmptyDocument(RejectedDocument):
    """The document holds no bytes, or no character but white space."""

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


class UndecodableText(RejectedDocument):
    """The bytes are text, but their encoding could not be told well enough to trust the letters."""

    reason = "undecodable"


class MalformedDocument(RejectedDocument):
    """The document breaks the rules of its own format (JSON, XML, HTML) beyond reading."""

    reason = "malformed"


class LimitExceeded(RejectedDocument):
    """The document passes one of the limits in the settings; `reason` names which."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
