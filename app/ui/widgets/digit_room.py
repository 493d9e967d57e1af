"""DigitRoom: the place that is left for the heart rate, whose digits fill it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.widgets.big_number import BigNumber


class DigitRoom(QWidget):
    """Takes what its layout leaves.

    Of `beside` the first stands at the digits' head, the others at their foot; they are there from the first
    to the last as far as the digits are as tall as they.
    """

    def __init__(self, number: BigNumber, *beside: QWidget, is_centred: bool = True) -> None:
        super().__init__()
        self._number = number
        self._beside = beside
        self._column = _stacked(*beside) if beside else None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        if is_centred:
            self._row.addStretch(1)
        self._row.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._column is not None:
            self._row.addWidget(self._column)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def minimumSizeHint(self) -> QSize:
        """Nothing: digits take what there is."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Digits as tall as they fit now, alone where nothing fits beside them."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Sets the digits to this room; to be called when what stands beside them has changed its size."""
        room_px, taken_px = self.width(), 0
        for each in self._beside:
            taken_px += each.sizeHint().height()
            each.setVisible(taken_px <= self.height())
        if self._column is not None and not self._beside[0].isHidden():
            room_px -= self._column.sizeHint().width() + 2 * self._row.spacing()
        fitting = min(self.height() - 2, room_px / self._number.width_for(1.0))
        self._number.set_digit_height(fitting)

    def set_gap(self, gap_px: int) -> None:
        """The distance between the digits and what stands beside them."""
        self._row.setSpacing(gap_px)


def _stacked(head: QWidget, *foot: QWidget) -> QWidget:
    """The first at the top, the others at the bottom."""
    stack = QWidget()
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    for each in foot:
        column.addWidget(each)
    return stack
