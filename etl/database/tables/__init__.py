"""The data model: SQLAlchemy models of the schema `corpus`."""

from etl.database.tables.articles import Article, ArticleSearch, ArticleUrl, Revision
from etl.database.tables.base import SCHEMA, Base
from etl.database.tables.forgotten import Forgotten
from etl.database.tables.inputs import InputFile, InputMember, InputRecord, Rejection, Source, SourceAlias
from etl.database.tables.runs import Run, RunFile
from etl.database.tables.texts import (
    Author,
    Caption,
    Extra,
    Fact,
    LiveUpdate,
    Paragraph,
    QualityIssue,
    RevisionAuthor,
    RevisionDate,
    RevisionTopic,
    Section,
    Summary,
    Topic,
)

for _mapper in Base.registry.mappers:
    _mapper.local_table.comment = _mapper.class_.__doc__  # type: ignore[attr-defined]  # a Table, not a subquery

__all__ = [
    "SCHEMA",
    "Article",
    "ArticleSearch",
    "ArticleUrl",
    "Author",
    "Base",
    "Caption",
    "Extra",
    "Fact",
    "Forgotten",
    "InputFile",
    "InputMember",
    "InputRecord",
    "LiveUpdate",
    "Paragraph",
    "QualityIssue",
    "Rejection",
    "Revision",
    "RevisionAuthor",
    "RevisionDate",
    "RevisionTopic",
    "Run",
    "RunFile",
    "Section",
    "Source",
    "SourceAlias",
    "Summary",
    "Topic",
]
