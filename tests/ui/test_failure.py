"""The box that stands for a window that cannot open."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from app.ui.display import WindowProblem, WindowUnavailableError
from app.ui.failure import show_failure


def test_it_says_the_sentence_and_comes_back(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    show_failure("The disk with /home is full.")
    assert told == ["The disk with /home is full."]
    assert QApplication.instance() is qapp


def test_without_a_screen_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_screen() -> None:
        raise WindowUnavailableError(WindowProblem.NO_DISPLAY, ":0")

    monkeypatch.setattr("app.ui.failure.check_window", no_screen)
    monkeypatch.setattr("app.ui.failure.load_qt", lambda: pytest.fail("Qt ends a process without a screen"))
    show_failure("The disk with /home is full.")
