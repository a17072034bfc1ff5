"""The folder of the SQL files: `sql/` of the checkout, part of the package through a symbolic link."""

from pathlib import Path

SQL_FOLDER = Path(__file__).with_name("sql")
