"""A settings page that remembers what it was asked to keep, and ways to type into it."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.domain.profile import AthleteProfile
from app.domain.settings import Settings
from app.ui.settings.fields import TextField
from app.ui.settings.settings_page import SettingsPage
from app.ui.theme import Theme

ADA = AthleteProfile(name="Ada", resting_bpm=50, max_bpm=190, threshold_bpm=169)


@dataclass
class Shown:
    """A page on a screen that nobody sees."""

    page: SettingsPage
    theme: Theme
    kept: list[Settings] = field(default_factory=list)

    def athlete(self) -> AthleteProfile:
        """The athlete as last kept."""
        return self.kept[-1].athlete()


def settle() -> None:
    """Layouts hand a new size on from level to level, each in a turn of the event loop."""
    for _ in range(6):
        QApplication.processEvents()


def type_into(widget: QLineEdit | TextField, text: str, *, leaves: bool = True) -> None:
    """Types over what stands there, as fingers do; leaving the field is Enter."""
    box = widget.box if isinstance(widget, TextField) else widget
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    if text:
        QTest.keyClicks(box, text)
    if leaves:
        QTest.keyClick(box, Qt.Key.Key_Return)


def press(widget: QWidget, *keys: Qt.Key) -> None:
    """Presses keys one after the other where the focus is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or widget, key)
