"""Write .env for docker-compose: .env.example with a new secret for every empty value, readable only by its owner."""

import os
import re
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
# Airflow needs a Fernet key of exactly 32 bytes; keys for signing should have 64 characters or more (48 bytes).
BYTES = {"AIRFLOW_FERNET_KEY": 32}
DEFAULT_BYTES = 48


def filled(example: str) -> str:
    """The example with a new secret for every empty value; secrets are URL-safe: letters, digits, - and _."""
    return re.sub(r"^(\w+)=$", lambda match: f"{match[1]}={_secret(match[1])}", example, flags=re.MULTILINE)


def _secret(name: str) -> str:
    return secrets.token_urlsafe(BYTES.get(name, DEFAULT_BYTES))


def main() -> None:
    """Write the file. An existing one is never overwritten: that ends the program with an error."""
    content = filled((CHECKOUT / ".env.example").read_text())
    try:
        descriptor = os.open(CHECKOUT / ".env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SystemExit(".env exists: to replace its secrets, remove it first") from None
    with open(descriptor, "w") as stream:
        stream.write(content)
    print("wrote .env; AIRFLOW_ADMIN_PASSWORD in it is the password of Airflow's user admin")


if __name__ == "__main__":
    main()
