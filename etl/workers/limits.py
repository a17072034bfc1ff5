"""How much time and memory a worker may use for one item."""

import resource
import sys
from dataclasses import dataclass

import psutil

from etl.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits for one item."""

    cpu_seconds: float  # of all threads together; waiting for a busy machine costs nothing
    wall_seconds: float  # by the clock: a long stop for what waits for ever
    memory_bytes: int  # beyond what the worker starts with


def limits_of(settings: Settings) -> Limits:
    """The limits in the settings."""
    return Limits(
        cpu_seconds=settings.document_seconds,
        wall_seconds=settings.document_wall_seconds,
        memory_bytes=settings.worker_memory_bytes,
    )


def limit_memory(memory_bytes: int) -> None:
    """Limit the memory that this process may use in addition to what it has mapped by now, within existing limits.

    What the parent has mapped does not count: a large parent would leave nothing for the items.
    """
    if sys.platform == "linux":
        memory_bytes += psutil.Process().memory_info().vms
        _, highest = resource.getrlimit(resource.RLIMIT_AS)
        allowed = memory_bytes if highest == resource.RLIM_INFINITY else min(memory_bytes, highest)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, highest))
