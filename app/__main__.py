"""`python -m app`, and the installed command `sidebeat`."""

import sys

from app.cli.output import speak_utf_8
from app.wiring import collector
from app.wiring.logs import tell_mistakes
from app.wiring.main import run


def main() -> None:
    """Runs the command line and ends the process with its exit status; 1 for what nobody foresaw."""
    collector.rest()
    speak_utf_8()
    tell_mistakes()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
