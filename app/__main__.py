"""`python -m app`, and the installed command `sidebeat`."""

import sys

from app.cli.output import speak_utf_8
from app.wiring.main import run


def main() -> None:
    """Runs the command line and ends the process with its exit status."""
    speak_utf_8()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
