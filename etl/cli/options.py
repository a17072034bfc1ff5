"""Options that several commands have."""

from datetime import datetime
from typing import Annotated

import typer

MOST_ROWS = 1_000_000
MOST_WORKERS = 1000
MOST = 2**31 - 1  # of PostgreSQL's integer; as seconds, 68 years

Workers = Annotated[
    int | None, typer.Option(min=0, max=MOST_WORKERS, help="number of processes; 0 means one per processor")
]
AsJson = Annotated[bool, typer.Option("--json", help="print the counts as one JSON object")]
Rows = Annotated[int, typer.Option(min=1, max=MOST_ROWS)]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
