"""The arena that the tests of this folder share."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from chaos.processes_of_trials import Zygote
from chaos.trials import Arena


@pytest.fixture(scope="session")
def arena(tmp_path_factory, server_settings, make_database) -> Iterator[Arena]:
    """The server and the processes of all trials."""
    folder = tmp_path_factory.mktemp("chaos")
    with ExitStack() as stack:
        zygote = Zygote(folder)
        stack.callback(zygote.close)
        yield Arena(folder, server_settings, make_database, zygote, stack)
