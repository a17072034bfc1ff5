"""The limits of expansion for compressed files: in bytes, and as a ratio to the stored size."""

from dataclasses import dataclass

from etl.errors import LimitExceeded
from etl.settings import Settings

RATIO_FLOOR_BYTES = 16 * 1024 * 1024  # up to this size, any expansion ratio is harmless


@dataclass(slots=True)
class Budget:
    """A count of the bytes that one input file expands to, over all its layers and members."""

    settings: Settings
    expanded_bytes: int = 0

    def spend(self, size: int, layer_bytes: int, stored_bytes: int) -> None:
        """Count `size` more bytes in a layer that has now expanded from `stored_bytes` to `layer_bytes`.

        Raises LimitExceeded if the file expands too much, or the layer has too large a ratio.
        """
        self.expanded_bytes += size
        if self.expanded_bytes > self.settings.max_expanded_bytes:
            raise LimitExceeded("expanded_too_large", f"more than {self.settings.max_expanded_bytes:,} bytes")
        ratio = self.settings.max_expansion_ratio
        if layer_bytes > max(RATIO_FLOOR_BYTES, ratio * stored_bytes):
            raise LimitExceeded("expansion_ratio", f"{stored_bytes:,} compressed bytes become {layer_bytes:,} or more")
