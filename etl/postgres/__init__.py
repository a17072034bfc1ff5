"""The embedded PostgreSQL server: its start and stop, roles, passwords, programs."""
