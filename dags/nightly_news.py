"""### Nightly news: loads the files that are new since the last night

`plan` finds the files that are new or changed and distributes them over shards. Each `process` loads one shard into
the database. `index_text` makes the new articles searchable, `check` tests the result, `publish` reports the counts.

**A rejected document does not make a task fail.** It is stored with its reason in the view `news.rejections`, and the
run continues. A task fails if it could not do its work, or if `check` finds that the result is wrong.

If a task is red, read the end of its log, fix the cause, and clear the task. What its failure means:

* `plan`: an input root cannot be read, or the database does not answer.
* `process`: the database, the disk or the machine failed during this shard. What was committed stays; the cleared task
  continues where it stopped.
* `index_text`: the articles are loaded, but search cannot find all of them yet.
* `check`: the outcomes do not add up to the number of units, a row breaks a rule, or too many documents were rejected;
  the log names the rule.
  `khabar rejected list` shows the rejected documents.
* `publish`: everything is loaded, but the run is not marked as done, or DAGs that wait for the asset were not told.

Every task may be repeated with the same result. A night without new files succeeds and reports 0.
"""

from datetime import timedelta

from airflow.sdk import Asset, CronTriggerTimetable, Param, TriggerRule, dag, get_current_context, task
from khabar_process import run_khabar

ARTICLES = Asset("news_articles", group="news")

TEXTS = {"type": ["null", "array"], "items": {"type": "string"}}
PARAMS = {
    "input_roots": Param(
        None,
        **TEXTS,
        title="Input roots",
        description="NAME=FOLDER, one per line; the folder is on the machine of Airflow. Empty: KHABAR_INPUT_ROOTS.",
    ),
    "sources": Param(
        None,
        **TEXTS,
        title="Sources",
        description="Only files whose path matches one of these, such as agency/*.html. Empty: KHABAR_SOURCES.",
    ),
    "max_files": Param(
        None, type=["null", "integer"], minimum=1, title="At most this many files", description="Empty: all."
    ),
    "settle_seconds": Param(
        None,
        type=["null", "integer"],
        minimum=0,
        title="Leave files modified within (seconds)",
        description="They may be incomplete. Empty: KHABAR_SETTLE_SECONDS.",
    ),
}


@dag(
    # Without start_date, the first run is in the coming night; the last missed one is not repeated.
    schedule=CronTriggerTimetable("0 2 * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=1),
        "retry_exponential_backoff": 3.0,
        "execution_timeout": timedelta(hours=2),
    },
    params=PARAMS,
    doc_md=__doc__,
    tags=["news"],
)
def nightly_news():
    @task
    def plan(params: dict, run_id: str, ti=None) -> list[dict]:
        """Return the shards of this night, at most 64; a retry returns the same ones."""
        planned = run_khabar("step", "plan", "--dag-id", ti.dag_id, "--run-id", run_id, *_plan_options(params))
        ti.xcom_push("run", planned["run_id"])
        return planned["shards"]

    # The pool has one slot per machine: a shard uses all of its processors.
    @task(map_index_template="{{ label }}", pool="news_db", execution_timeout=timedelta(hours=12))
    def process(run: int, shard: dict) -> dict:
        """Return the counts per outcome. What an earlier try has committed is not read again."""
        get_current_context()["label"] = shard["label"]
        return run_khabar("step", "shard", run, shard["shard"])

    # A night without files skips `process`; the tasks after it run nevertheless.
    @task(trigger_rule=TriggerRule.NONE_FAILED)
    def index_text(run: int) -> dict:
        """Make the articles of this night searchable."""
        return run_khabar("step", "index", run)

    @task(trigger_rule=TriggerRule.NONE_FAILED, retries=1)
    def check(run: int) -> dict:
        """Fail if units are missing, a row breaks a rule or too many documents were rejected."""
        return run_khabar("step", "check", run)

    @task(trigger_rule=TriggerRule.NONE_FAILED, outlets=[ARTICLES])
    def publish(run: int, outlet_events=None) -> dict:
        """Close the run and send its counts to the DAGs that wait for the articles."""
        totals = run_khabar("step", "publish", run)
        outlet_events[ARTICLES].extra = totals
        return totals

    shards = plan()
    run = shards["run"]
    process.partial(run=run).expand(shard=shards) >> index_text(run) >> check(run) >> publish(run)


def _plan_options(params: dict) -> list[str]:
    options = [option for root in params["input_roots"] or [] for option in ("--root", root)]
    options += [option for pattern in params["sources"] or [] for option in ("--source", pattern)]
    if params["max_files"] is not None:
        options += ["--max-files", str(params["max_files"])]
    if params["settle_seconds"] is not None:
        options += ["--settle-seconds", str(params["settle_seconds"])]
    return options


nightly_news()
