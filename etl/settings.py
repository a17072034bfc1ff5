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

MEGABYTE = 1024 * 1024
PREFIX = "KHABAR_"
OF_TESTS = "test_database_url"  # read by the tests only


JSON_FIELDS = (
    "text|fragment|page|title|facts|summary|published|modified|url|id|authors|language|source|section|topics|caption|"
    "type|paywalled|free"
)
JsonField = Annotated[str, Field(pattern=f"^({JSON_FIELDS})$")]


class Settings(BaseSettings):
    """Environment (prefix KHABAR_) before .env before khabar.toml before the defaults here."""

    model_config = SettingsConfigDict(
        env_prefix="KHABAR_",
        env_file=".env",
        env_nested_delimiter="__",
        toml_file="khabar.toml",
        frozen=True,
        extra="ignore",
    )

    database_url: SecretStr | None = Field(
        None, description="PostgreSQL to load into (postgresql://...); without it the embedded server runs"
    )
    data_dir: Path = Field(Path(".khabar"), description="folder of the embedded server, its password and its log")
    database_port: int | None = Field(
        None, ge=1, le=65535, description="port of the embedded server; without it a free one is taken"
    )
    minimum_free_bytes: int = Field(512 * MEGABYTE, ge=0, description="the embedded server needs this much to start")
    input_roots: dict[str, Path] = Field(
        default_factory=dict, description='named input folders: {"archive": "/data/news"}; uri is relative to them'
    )
    sources: tuple[str, ...] = Field((), description="shell patterns; only files whose uri matches one are read")
    settle_seconds: int = Field(60, ge=0, description="a nightly run leaves files younger than this to the next night")
    reader_seconds: int = Field(300, ge=1, description="sessions of readers whose transaction lasts longer are ended")
    workers: int = Field(0, ge=0, description="processes that parse and load; 0 is one per processor")
    wait_notice_seconds: int = Field(10, ge=1, description="a wait for a lock is told, with who holds it, after this")
    chunk_records: int = Field(64, ge=1, le=1024, description="records that are parsed and committed together")
    chunk_bytes: int = Field(8 * MEGABYTE, ge=1, description="bytes after which a chunk is closed early")
    document_seconds: float = Field(
        30, gt=0, description="processor time for one document, all threads together; past it: reason `timeout`"
    )
    document_wall_seconds: float = Field(
        600, gt=0, description="time by the clock for one document, waiting included; past it: reason `stalled`"
    )
    worker_memory_bytes: int = Field(
        2048 * MEGABYTE, description="memory of one worker beyond what it starts with; past it: reason `memory`"
    )
    reject_limit_percent: int = Field(25, ge=0, le=100, description="a run with a larger share of rejects ends with 3")
    reject_limit_units: int = Field(10, ge=0, description="... but only from this many rejected units on")

    max_file_bytes: int = Field(64 * 1024 * MEGABYTE, description="larger files are rejected: `file_too_large`")
    max_document_bytes: int = Field(32 * MEGABYTE, description="one document, line or field: `document_too_large`")
    max_expanded_bytes: int = Field(
        64 * 1024 * MEGABYTE, description="one file or archive after decompression: `expanded_too_large`"
    )
    max_expansion_ratio: int = Field(1000, description="decompressed to compressed bytes: `expansion_ratio`")
    max_members: int = Field(100_000, description="members of one archive: `too_many_members`")
    max_nesting: int = Field(3, description="containers inside containers: `nested_too_deep`")
    max_title_chars: int = Field(2000, description="a longer title is no title: it stays in the text")
    max_json_depth: int = Field(100, description="`json_too_deep`")
    max_html_depth: int = Field(500, description="`html_too_deep`")
    max_html_attributes: int = Field(1000, description="attributes of one tag; those beyond are left out")
    max_html_cells: int = Field(20_000, description="table cells of one page; those beyond are left out")
    json_fields: dict[JsonField, tuple[str, ...]] = Field(
        default_factory=dict, description='JSON keys to read first for a field: {"text": ["corpo"]}'
    )

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
        raise ConfigError(f"wrong settings: {name} is not the JSON that it should be") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"khabar.toml is not TOML: {error}") from error


def _refuse_unknown_names() -> None:
    """Raise ConfigError for a name that is no setting: a misspelt one would be left at its default in silence."""
    environment = {**EnvSettingsSource(Settings).env_vars, **DotEnvSettingsSource(Settings).env_vars}
    given = [name.lower().removeprefix(PREFIX.lower()) for name in environment if name.upper().startswith(PREFIX)]
    given += [str(name) for name in TomlConfigSettingsSource(Settings).toml_data]
    for name in given:
        if name.partition("__")[0] in Settings.model_fields or name == OF_TESTS:
            continue
        nearest = get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean {PREFIX}{nearest[0].upper()}?" if nearest else "`khabar config show` lists them all"
        raise ConfigError(f"{PREFIX}{name.upper()} is no setting: {hint}")
