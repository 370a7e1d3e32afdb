"""Runs a command in a terminal of its own, answers yes to whatever it asks, and prints what the terminal showed.

    python terminal.py COMMAND [ARGUMENT ...]
"""

import os
import pty
import sys

QUESTION = b"[y/N] "
CHUNK = 65536


def run(command):
    """What was shown, and the exit status."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    shown = b""
    while True:
        try:
            chunk = os.read(terminal, CHUNK)
        except OSError:  # the terminal is closed
            break
        if not chunk:
            break
        shown += chunk
        if shown.endswith(QUESTION):
            os.write(terminal, b"y\n")
    _, status = os.waitpid(child, 0)
    return shown, os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    output, code = run(sys.argv[1:])
    sys.stdout.buffer.write(output)
    sys.exit(code)
