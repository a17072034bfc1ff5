"""How khabar must end when it cannot go on."""

from chaos.processes_of_trials import Process


def failed_with_a_sentence(process: Process) -> bool:
    """Whether it ended with exit code 1 and one sentence instead of a traceback."""
    return process.code == 1 and "error:" in process.said() and "Traceback" not in process.said()
