"""DigitRoom: the place that is left for the heart rate, whose digits fill it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.widgets.big_number import BigNumber


class DigitRoom(QWidget):
    """Takes what its layout leaves; `beside` stands at the digits' foot, within their width's reach."""

    def __init__(self, number: BigNumber, beside: QWidget | None = None, *, is_centred: bool = True) -> None:
        super().__init__()
        self._number = number
        self._beside = beside
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        if is_centred:
            self._row.addStretch(1)
        self._row.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        if beside is not None:
            self._row.addWidget(beside)
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
        room_px = self.width()
        if self._beside is not None:
            self._beside.setVisible(self._beside.sizeHint().height() <= self.height())
        if self._beside is not None and self._beside.isVisibleTo(self):
            room_px -= self._beside.sizeHint().width() + 2 * self._row.spacing()
        fitting = min(self.height() - 2, room_px / self._number.width_for(1.0))
        self._number.set_digit_height(fitting)

    def set_gap(self, gap_px: int) -> None:
        """The distance between the digits and what stands beside them."""
        self._row.setSpacing(gap_px)
