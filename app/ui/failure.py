"""A failure before there is a window: who starts Sidebeat by its icon sees no terminal."""

import sys

from app.ui.display import WindowUnavailableError, check_window
from app.ui.qt import load_qt


def show_failure(sentence: str) -> None:
    """Says in a box why Sidebeat cannot start; returns once it was read. Nothing where there is no screen."""
    try:
        held = check_window()
    except WindowUnavailableError:
        return
    load_qt()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - Qt: only where there is a failure and a screen

    from app.ui.dialogs import tell_failure  # noqa: PLC0415 - as above

    with held:
        application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName("Sidebeat")
    tell_failure(None, sentence)
