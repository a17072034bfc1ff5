"""All settings, read once by load_settings() and passed down as an argument."""

import os
import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from etl.errors import ConfigError
from etl.words.record_fields import FIELDS, PIECES

MEGABYTE = 1024 * 1024
PREFIX = "KHABAR_"
# {date} and {source}, each once at most and one of them at least, and any other text.
FILE_NAME_PATTERN = r"^[^{}]*(\{date\}[^{}]*(\{source\}[^{}]*)?|\{source\}[^{}]*(\{date\}[^{}]*)?)$"
OF_TESTS = "test_database_url"  # read by the tests only

RecordField = Annotated[str, Field(pattern=f"^({'|'.join(FIELDS + PIECES)})$")]


class Settings(BaseSettings):
    """Read from the environment (prefix KHABAR_), else .env, else khabar.toml, else the defaults here."""

    model_config = SettingsConfigDict(
        env_prefix="KHABAR_",
        env_file=".env",
        env_nested_delimiter="__",
        toml_file="khabar.toml",
        frozen=True,
        extra="ignore",
    )

    database_url: SecretStr | None = Field(
        None, description="PostgreSQL to load into (postgresql://...); default: the embedded server"
    )
    data_dir: Path = Field(Path(".khabar"), description="folder of the embedded server, its passwords and its log")
    database_port: int | None = Field(
        None, ge=1, le=65535, description="port of the embedded server; default: any free port"
    )
    minimum_free_bytes: int = Field(
        512 * MEGABYTE, ge=0, description="free disk space that the embedded server needs to start"
    )
    input_roots: dict[str, Path] = Field(
        default_factory=dict,
        description='named input folders: {"archive": "/data/news"}; the uri of a file is its path below the folder',
    )
    sources: tuple[str, ...] = Field(
        (), description="shell patterns; only files whose uri matches one of them are read"
    )
    settle_seconds: int = Field(
        60, ge=0, description="the DAG leaves files that were modified within this many seconds to its next run"
    )
    reader_seconds: int = Field(
        300, ge=1, description="a reader's session is ended if its statement or transaction takes longer"
    )
    workers: int = Field(0, ge=0, description="number of processes that parse and load; 0 means one per processor")
    wait_notice_seconds: int = Field(
        10, ge=1, description="after waiting this long for a lock, a warning says who holds it"
    )
    chunk_records: int = Field(
        64, ge=1, le=1024, description="maximum number of records that are parsed and committed together"
    )
    chunk_bytes: int = Field(8 * MEGABYTE, ge=1, description="size at which a chunk of records is closed early")
    document_seconds: float = Field(
        30, gt=0, description="maximum processor time for one document, all threads together; else reason `timeout`"
    )
    document_wall_seconds: float = Field(
        600, gt=0, description="maximum elapsed time for one document, including waits; else reason `stalled`"
    )
    worker_memory_bytes: int = Field(
        2048 * MEGABYTE,
        description="maximum memory of one worker in addition to what it starts with; else reason `memory`",
    )
    reject_limit_percent: int = Field(
        25, ge=0, le=100, description="a run that rejects a larger share of its units has the exit code 3"
    )
    reject_limit_units: int = Field(10, ge=0, description="... but only if it rejects at least this many units")

    max_file_bytes: int = Field(
        64 * 1024 * MEGABYTE, description="maximum size of a file; else reason `file_too_large`"
    )
    max_document_bytes: int = Field(
        32 * MEGABYTE, description="maximum size of a document, line or field; else reason `document_too_large`"
    )
    max_expanded_bytes: int = Field(
        64 * 1024 * MEGABYTE,
        description="maximum size of a file or archive after decompression; else reason `expanded_too_large`",
    )
    max_expansion_ratio: int = Field(
        1000, description="maximum of decompressed size divided by compressed size; else reason `expansion_ratio`"
    )
    max_members: int = Field(
        100_000, description="maximum number of members of an archive; else reason `too_many_members`"
    )
    max_nesting: int = Field(
        3, description="maximum depth of containers inside containers; else reason `nested_too_deep`"
    )
    max_title_chars: int = Field(2000, description="a longer title is not used as a title; it stays in the text")
    max_json_depth: int = Field(
        100, description="maximum depth of JSON values inside values; else reason `json_too_deep`"
    )
    max_html_depth: int = Field(
        500, description="maximum depth of HTML elements inside elements; else reason `html_too_deep`"
    )
    max_html_attributes: int = Field(1000, description="maximum number of attributes of a tag; the rest is left out")
    max_html_cells: int = Field(20_000, description="maximum number of table cells of a page; the rest is left out")
    record_fields: dict[RecordField, tuple[str, ...]] = Field(
        default_factory=dict,
        description='keys or columns to try first for a field of a record: {"text": ["corpo", "a.testo"]}',
    )
    json_fields: dict[RecordField, tuple[str, ...]] = Field(
        default_factory=dict,
        description="the former name of `KHABAR_RECORD_FIELDS`, which counts for a field that both set",
    )

    file_name_pattern: str | None = Field(
        None,
        pattern=FILE_NAME_PATTERN,
        description="what file names say: `{date}_{source}_*`; dates begin with the year; default: names say nothing",
    )

    @property
    def keys_of_records(self) -> dict[str, tuple[str, ...]]:
        """Field -> the keys that were set for it."""
        return {**self.json_fields, **self.record_fields}

    @property
    def worker_count(self) -> int:
        """Processes that parse and load."""
        return self.workers or os.cpu_count() or 1

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put khabar.toml behind the environment and .env."""
        return init_settings, env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: object) -> Settings:
    """Read the settings; overrides (from the command line) win, unless they are None.

    Raises ConfigError naming every setting that is wrong.
    """
    try:
        _refuse_unknown_names()
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        faults = "; ".join(f"KHABAR_{'__'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"wrong settings: {faults}") from error
    except SettingsError as error:
        field = re.search(r'field "(\w+)"', str(error))
        name = f"{PREFIX}{field[1].upper()}" if field else "a setting"
        raise ConfigError(f"wrong settings: {name} is not valid JSON") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"khabar.toml is not valid TOML: {error}") from error


def _refuse_unknown_names() -> None:
    """Raise ConfigError for an unknown name: a misspelt setting would silently keep its default."""
    environment = {**EnvSettingsSource(Settings).env_vars, **DotEnvSettingsSource(Settings).env_vars}
    given = [name.lower().removeprefix(PREFIX.lower()) for name in environment if name.upper().startswith(PREFIX)]
    given += [str(name) for name in TomlConfigSettingsSource(Settings).toml_data]
    for name in given:
        if name.partition("__")[0] in Settings.model_fields or name == OF_TESTS:
            continue
        nearest = get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean {PREFIX}{nearest[0].upper()}?" if nearest else "`khabar config show` lists them all"
        raise ConfigError(f"{PREFIX}{name.upper()} is not a setting: {hint}")
