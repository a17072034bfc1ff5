"""Where the SQL files are: `sql/` of the checkout, which is a part of the package by a symbolic link."""

from pathlib import Path

SQL_FOLDER = Path(__file__).with_name("sql")
