"""A process that has imported Khabar and forks a `khabar` from itself for every request.

Importing and warming up costs more than the small runs that the faults disturb. Requests and answers are lines of
JSON on stdin and stdout; it ends with its stdin.
"""

import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from chaos.nth import Nth, install
from forked import prepare_commands

from etl import cli

Request = dict[str, Any]


def serve() -> Request:
    """Answer requests until stdin ends; in a forked child, return the request that it is to carry out."""
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        request: Request = json.loads(line)
        if "poll" in request:
            pid, status, used = os.wait4(request["poll"], os.WNOHANG)
            answer: object = pid and [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]
        else:
            child = os.fork()
            if child == 0:
                return request
            answer = child
        print(json.dumps(answer), flush=True)
    os._exit(0)


def become_khabar(request: Request) -> None:
    """Run the command line as a process of its own would: own session, environment, folder, output."""
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), descriptor)
    os.environ.clear()
    os.environ.update(request["environment"])
    tempfile.tempdir = None  # it was looked up in another environment
    os.chdir(request["folder"])
    sys.argv = ["khabar", *request["arguments"]]
    if request["nth"]:
        install(Nth(**request["nth"]), Path(request["folder"]))
    cli.main()


if __name__ == "__main__":
    prepare_commands()
    become_khabar(serve())
