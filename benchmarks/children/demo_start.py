"""`sidebeat --demo`, watched from its own process: when it can be seen, and when it shows a heart rate."""

import sys

from app.__main__ import main as sidebeat
from app.ui.qt import load_qt
from app.wiring import collector


def main() -> None:
    collector.rest()  # as the program does, in this order; the witness needs Qt a little earlier
    load_qt()
    from benchmarks.children import first_number  # noqa: PLC0415 - as above

    first_number.watch()
    sys.argv = ["sidebeat", "--demo", "--home", sys.argv[1]]
    sidebeat()


if __name__ == "__main__":
    main()
