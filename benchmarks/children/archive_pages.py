"""Starts benchmarks.children.page_openings as the program itself starts: by loading Qt.

python -m benchmarks.children.archive_pages HOME ACTIVITIES PAGE…
"""

from app.ui.qt import load_qt


def main() -> None:
    load_qt()
    from benchmarks.children import page_openings  # noqa: PLC0415 - as above

    page_openings.main()


if __name__ == "__main__":
    main()
