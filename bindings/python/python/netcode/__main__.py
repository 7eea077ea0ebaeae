"""The ``netcode`` command: ``python -m netcode`` takes what it takes."""

import signal
import sys

from ._netcode import _command


def main() -> None:
    """Runs the command with the arguments of the process, and ends the process with its status."""
    # An interrupt ends the command at once, as it does outside Python.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_command(["netcode", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
