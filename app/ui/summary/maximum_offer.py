"""MaximumOffer: the session went above the athlete's maximum; one button raises it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.activity import MaxSuggestion
from app.ui.sentences import translate
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.text import TextLabel


class MaximumOffer(Card):
    """Hidden while there is nothing to offer."""

    raise_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._bpm = 0
        self.text = TextLabel(theme, TextSize.LABEL, wraps=True)
        self.text.setObjectName("maximumOffer")
        self.button = ActionButton(theme, height_px=44)
        self.button.setObjectName("raiseMaximum")
        self.button.clicked.connect(self._raise)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.button)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_suggestion(self, suggestion: MaxSuggestion | None) -> None:
        """Shows what the session proved; None: nothing."""
        self.setVisible(suggestion is not None)
        if suggestion is None:
            return
        self._bpm = suggestion.bpm
        text = translate(
            "summary", "Your heart rate was above your maximum for {seconds} s. Raise it to {bpm}?"
        )
        self.text.setText(text.format(seconds=round(suggestion.seconds_above), bpm=suggestion.bpm))
        self.button.show_action(translate("summary", "Raise it to {bpm}").format(bpm=suggestion.bpm))

    @Slot()
    def _raise(self) -> None:
        self.raise_requested.emit(self._bpm)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(20), px(10), px(12), px(10))
        self._row.setSpacing(px(12))
