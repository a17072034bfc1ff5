"""The arena that the tests of this folder share."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from chaos.fault import Fault
from chaos.processes_of_trials import Zygote
from chaos.trials import Arena
from fixture_types import MakeDatabase

from etl.settings import Settings


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the faults whose name does not hold what --chaos-fault asks for."""
    wanted = config.getoption("--chaos-fault")
    out = [item for item in items if (fault := fault_of(item)) and wanted not in fault.name]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def fault_of(item: pytest.Item) -> Fault | None:
    """The fault that a test tries."""
    found = item.callspec.params.get("fault") if hasattr(item, "callspec") else None
    return found if isinstance(found, Fault) else None


@pytest.fixture(scope="session")
def arena(
    tmp_path_factory: pytest.TempPathFactory, server_settings: Settings, make_database: MakeDatabase
) -> Iterator[Arena]:
    """The server and the processes of all trials."""
    folder = tmp_path_factory.mktemp("chaos")
    with ExitStack() as stack:
        zygote = Zygote(folder)
        stack.callback(zygote.close)
        yield Arena(folder, server_settings, make_database, zygote, stack)
