"""The exit codes of all commands; 0 is success."""

FAILED = 1
WRONG_USAGE = 2
TOO_MANY_REJECTS = 3
