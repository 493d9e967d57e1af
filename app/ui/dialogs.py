"""The two small dialogs: «stop?», whose default answer lets the session go on, and the sheet of keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from app.ui import sentences
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton, Emphasis
from app.ui.widgets.text import TextLabel, muted_ink


class StopQuestion(QDialog):
    """Accepted: finish and save. Enter, Escape and closing it let the session go on."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stopQuestion")
        self.setWindowTitle(sentences.translate("stop", "Stop"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = TextLabel(theme, TextSize.HEADING, bold=True)
        title.setText(sentences.translate("stop", "Finish this session?"))
        text = TextLabel(theme, TextSize.LABEL, ink=muted_ink)
        text.setText(sentences.translate("stop", "It is saved in any case; nothing is lost."))
        self.finish = ActionButton(theme, icon_name="check")
        self.finish.setObjectName("finishAndSave")
        self.finish.show_action(sentences.translate("stop", "Finish and save"), "check")
        self.finish.clicked.connect(self.accept)
        self.go_on = ActionButton(theme, emphasis=Emphasis.PRIMARY)
        self.go_on.setObjectName("goOn")
        self.go_on.show_action(sentences.translate("stop", "Go on"), "play")
        self.go_on.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(12))
        buttons.addWidget(self.finish, 1)
        buttons.addWidget(self.go_on, 1)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        margin = theme.px(28)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(10))
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(theme.px(10))
        column.addLayout(buttons)
        self.go_on.setFocus()


class ShortcutSheet(QDialog):
    """Every key and what it does."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutSheet")
        self.setWindowTitle(sentences.translate("keys", "Keys"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(32))
        grid.setVerticalSpacing(theme.px(10))
        for row, (key, words) in enumerate(sentences.shortcuts()):
            key_label = TextLabel(theme, TextSize.LABEL, bold=True)
            key_label.setText(key)
            words_label = TextLabel(theme, TextSize.LABEL, ink=muted_ink)
            words_label.setText(words)
            grid.addWidget(key_label, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words_label, row, 1)
        close = ActionButton(theme, height_px=44)
        close.setObjectName("closeSheet")
        close.show_action(sentences.translate("keys", "Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        margin = theme.px(28)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(20))
        column.addLayout(grid)
        column.addWidget(close)


def tell_failure(parent: QWidget | None, sentence: str) -> None:
    """Says why Sidebeat cannot start; returns once it was read."""
    close = QMessageBox.StandardButton.Close
    box = QMessageBox(QMessageBox.Icon.Critical, "Sidebeat", sentence, close, parent)
    box.setObjectName("failure")
    box.exec()
