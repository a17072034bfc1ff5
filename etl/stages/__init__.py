"""All that a DAG or the command line ever calls."""

from etl.ask.export import export
from etl.ask.rejected import rejected_unit, rejected_units
from etl.ask.report import Answer, Report, ready_queries, report
from etl.ask.search import raw, search, why_nothing
from etl.load.changes import Change, Changes
from etl.load.rejections import RejectedChoice
from etl.stages.check import Failure, check, failure_of, too_many_rejects
from etl.stages.chosen import ChosenFiles
from etl.stages.forget import Demand, demand, forget
from etl.stages.hold import working_on
from etl.stages.index import index_text
from etl.stages.parse_files import count_outcomes, parse_paths
from etl.stages.plan import Input, Plan, inputs_of, plan, roots_of
from etl.stages.process import process
from etl.stages.publish import publish
from etl.stages.reparse import Choice, count_changes, plan_reparse
from etl.stages.retry import plan_retry
from etl.verify.files import verify
from etl.verify.tally import Tally

__all__ = [
    "Answer",
    "Change",
    "Changes",
    "Choice",
    "ChosenFiles",
    "Demand",
    "Failure",
    "Input",
    "Plan",
    "RejectedChoice",
    "Report",
    "Tally",
    "check",
    "count_changes",
    "count_outcomes",
    "demand",
    "export",
    "failure_of",
    "forget",
    "index_text",
    "inputs_of",
    "parse_paths",
    "plan",
    "plan_reparse",
    "plan_retry",
    "process",
    "publish",
    "raw",
    "ready_queries",
    "rejected_unit",
    "rejected_units",
    "report",
    "roots_of",
    "search",
    "too_many_rejects",
    "verify",
    "why_nothing",
    "working_on",
]
