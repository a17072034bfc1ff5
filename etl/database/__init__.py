"""The database: connections, the schema with its `migrations/` and upgrade, COPY, locks, waits, sessions."""
