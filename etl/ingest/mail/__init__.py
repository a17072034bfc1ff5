"""Containers of mail: mailboxes."""
