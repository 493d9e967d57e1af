"""What makes a picture legible: no text cut, none on another, and enough contrast in the pixels."""

from collections import Counter
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from app.ui.colours import HEART_RATE_CONTRAST, contrast
from app.ui.widgets.big_number import BigNumber
from app.ui.widgets.text import TextLabel

TEXT_CONTRAST = 4.5
SMALL_TEXT_ALLOWANCE = 0.82  # thin strokes are blended with their ground: no pixel has the full ink


def shown_texts(window: QWidget) -> list[QLabel]:
    """The labels that can be seen and say something."""
    return [label for label in window.findChildren(QLabel) if _is_seen(label) and label.text().strip()]


def cut_texts(window: QWidget) -> list[str]:
    """Texts that are cut by dots, by their own edges or by the window's."""
    found = []
    for label in shown_texts(window):
        if not isinstance(label, TextLabel) or label.wordWrap():
            continue
        text = label.shown_text()
        metrics, area = QFontMetricsF(label.font()), label.contentsRect()
        is_narrow = metrics.horizontalAdvance(text) > area.width() + 1.5
        is_low = metrics.tightBoundingRect(text).height() > area.height() + 1.5
        if text.endswith("…") or is_narrow or is_low or not _is_inside(label, window):
            found.append(f"{label.objectName()} {label.text()!r} in {area.width()}×{area.height()}")
    return found


def colliding_texts(window: QWidget) -> list[str]:
    """Pairs of texts that lie on each other."""
    places = [(label, _place(label, window)) for label in shown_texts(window)]
    return [
        f"{one.text()!r} and {other.text()!r}"
        for (one, place), (other, other_place) in combinations(places, 2)
        if place.adjusted(1, 1, -1, -1).intersects(other_place.adjusted(1, 1, -1, -1))
    ]


def pale_texts(window: QWidget, image: QImage) -> list[str]:
    """Texts whose pixels stand out less from their ground than they must."""
    found = []
    for label in shown_texts(window):
        if not label.isEnabled():
            continue
        ratio = contrast_in(image, _place(label, window))
        least = HEART_RATE_CONTRAST if isinstance(label, BigNumber) else TEXT_CONTRAST
        if isinstance(label, BigNumber) and label.text() == "––":
            least = TEXT_CONTRAST  # no number: it may recede
        elif not isinstance(label, BigNumber):
            least *= SMALL_TEXT_ALLOWANCE
        if ratio < least:
            found.append(f"{label.objectName()} {label.text()!r}: {ratio:.1f} : 1")
    return found


def contrast_in(image: QImage, area: QRect) -> float:
    """The contrast between the commonest colour of an area and the one that stands out most from it."""
    area = area.intersected(image.rect())
    step = max(1, area.width() * area.height() // 40_000)
    pixels = Counter(
        image.pixelColor(x, y).name()
        for y in range(area.top(), area.bottom() + 1)
        for x in range(area.left(), area.right() + 1, step)
    )
    if not pixels:
        return 0.0
    ground = pixels.most_common(1)[0][0]
    return max(contrast(ground, colour) for colour in pixels)


def _is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def _is_inside(widget: QWidget, window: QWidget) -> bool:
    """Whether no ancestor cuts it off; what a scroll area holds may be scrolled to."""
    if any(isinstance(parent, QScrollArea) for parent in _parents(widget)):
        return True
    return window.rect().contains(_place(widget, window))


def _parents(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def _place(widget: QWidget, window: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    return seen.translated(widget.mapTo(window, QPoint(0, 0)))
