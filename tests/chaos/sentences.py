"""How khabar must end when it cannot go on."""

from chaos.processes_of_trials import Process


def failed_with_a_sentence(process: Process) -> bool:
    """Whether it ended with exit code 1 and one sentence instead of a traceback."""
    said = process.stderr.read_text(errors="replace")
    return process.code == 1 and "error:" in said and "Traceback" not in said
