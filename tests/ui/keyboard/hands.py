"""Somebody without a mouse: Tab, keys, and a focus that must be seen wherever it goes."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_FARTHEST = 80  # Tab presses from one end of any page to the other


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, to whatever has the focus."""
    QTest.keyClick(_focused(), key, modifier)
    QApplication.processEvents()


def write(text: str) -> None:
    """Letters, to whatever has the focus."""
    QTest.keyClicks(_focused(), text)
    QApplication.processEvents()


def tab_to(name: str) -> QWidget:
    """Goes on by Tab to the widget of that object name; on the way every focus must be seen."""
    return _tab_until(lambda widget: widget.objectName() == name, name)


def tab_to_words(words: str) -> QWidget:
    """The same, to what a screen reader calls by these words."""
    return _tab_until(lambda widget: words in widget.accessibleName(), words)


def focus_is_seen(widget: QWidget) -> bool:
    """Whether its picture changes when the focus leaves it."""
    with_focus = widget.grab().toImage()
    widget.clearFocus()
    QApplication.processEvents()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return with_focus != without


def _tab_until(is_there: Callable[[QWidget], bool], wanted: str) -> QWidget:
    seen = []
    for _ in range(_FARTHEST):
        widget = _focused()
        if is_there(widget):
            return widget
        seen.append(widget.objectName() or widget.accessibleName() or type(widget).__name__)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        QApplication.processEvents()
    raise AssertionError(f"{wanted} is not reached by Tab, only {seen}")


def _focused() -> QWidget:
    """What has the focus; a page that has just come to the front has it as a whole.

    Where a dialog was closed, a desktop would activate the window below; without one that is done here.
    """
    if QApplication.activeWindow() is None:
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        shown[-1].activateWindow()
        QApplication.processEvents()
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert isinstance(widget, QWidget)
    return widget
