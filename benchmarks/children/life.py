"""Starts benchmarks.children.living as the program itself starts: by loading Qt.

python -m benchmarks.children.life HOME share|memory
"""

from app.ui.qt import load_qt


def main() -> None:
    load_qt()
    from benchmarks.children import living  # noqa: PLC0415 - as above

    living.main()


if __name__ == "__main__":
    main()
