"""The types of what fixtures give, where more than one module of tests takes them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from subprocess import CompletedProcess

from psycopg2.extensions import connection as PsycopgConnection

from etl.articles import Article, Block
from etl.database.tables import Revision
from etl.documents import Document
from etl.ingest.read_file import Unit
from etl.settings import Settings
from etl.stages.plan import Plan

MakeSettings = Callable[..., Settings]
MakeDatabase = Callable[..., AbstractContextManager[str]]
ConnectAs = Callable[..., PsycopgConnection]

MakeBlock = Callable[[str], Block]
MakeArticle = Callable[..., Article]
MakeDocument = Callable[..., Document]

Read = Callable[..., list[Unit]]
ReadDocuments = Callable[..., list[Document]]
Outcomes = Callable[..., list[object]]

Khabar = Callable[..., CompletedProcess[str]]  # runs the command line
MakePlan = Callable[..., Plan]

AddRevision = Callable[..., Revision]
AddArticle = Callable[..., int]
Find = Callable[..., list[int]]
Snippet = Callable[..., str]
