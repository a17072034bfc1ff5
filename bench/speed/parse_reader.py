"""Parse documents given on stdin, and answer each with its CPU seconds. bench/speed/against.py runs it in two commits.

A line of stdin is a JSON object {name, data: base64, url}; the answer is a line with a number.
"""

import base64
import json
import sys
import time
from contextlib import suppress

from etl.documents import Document, Origin
from etl.errors import RejectedDocument
from etl.parse import parse_document
from etl.settings import Settings


def main() -> None:
    """Answer every line."""
    settings = Settings()
    for line in sys.stdin:
        given = json.loads(line)
        origin = Origin(uri=given["name"], target_url=given["url"])
        document = Document(origin=origin, name=given["name"], data=base64.b64decode(given["data"]))
        start = time.process_time()
        with suppress(RejectedDocument):
            parse_document(document, settings)
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
