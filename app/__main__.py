"""`python -m app`, and the installed command `sidebeat`."""

import sys

INTERRUPTED = 130

try:
    from app.cli.output import speak_utf_8
    from app.wiring import collector
    from app.wiring.logs import tell_mistakes
    from app.wiring.main import run
except KeyboardInterrupt:  # loading them is most of a short command's time
    sys.exit(INTERRUPTED)


def main() -> None:
    """Runs the command line and ends the process with its exit status; 1 for what nobody foresaw."""
    try:
        collector.rest()
        speak_utf_8()
        tell_mistakes()
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before the command began, or after it was done
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
