"""Options that several commands have."""

from datetime import datetime
from typing import Annotated

import typer

MOST_ROWS = 1_000_000
MOST_WORKERS = 1000
MOST = 2**31 - 1  # of PostgreSQL's integer; as seconds, 68 years

Workers = Annotated[
    int | None, typer.Option(min=0, max=MOST_WORKERS, help="number of worker processes; 0 means one per processor")
]
AsJson = Annotated[bool, typer.Option("--json", help="print the counts as one JSON object")]
_DAYS = ["%Y-%m-%d"]
Since = Annotated[datetime | None, typer.Option(formats=_DAYS, help="only articles published on this day or later")]
Until = Annotated[datetime | None, typer.Option(formats=_DAYS, help="only articles published on this day or before")]
