"""Write .env for docker-compose: .env.example with a new secret in every empty line, readable by its owner only."""

import os
import re
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
# Airflow takes a Fernet key of exactly 32 bytes, and signs best with 64 or more.
BYTES = {"AIRFLOW_FERNET_KEY": 32}
DEFAULT_BYTES = 48


def filled(example: str) -> str:
    """The example with a new secret in every empty line; of letters, digits, - and _ only, as they go into URLs."""
    return re.sub(r"^(\w+)=$", lambda match: f"{match[1]}={_secret(match[1])}", example, flags=re.MULTILINE)


def _secret(name: str) -> str:
    return secrets.token_urlsafe(BYTES.get(name, DEFAULT_BYTES))


def main() -> None:
    """Write the file; one that is there is never overwritten."""
    content = filled((CHECKOUT / ".env.example").read_text())
    try:
        descriptor = os.open(CHECKOUT / ".env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SystemExit(".env is there already: remove it first if its secrets are to be replaced") from None
    with open(descriptor, "w") as stream:
        stream.write(content)
    print("wrote .env; the password of Airflow's user admin is AIRFLOW_ADMIN_PASSWORD in it")


if __name__ == "__main__":
    main()
