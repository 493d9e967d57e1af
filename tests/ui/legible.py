"""What makes a picture legible: no text cut, none on another, and enough contrast in the pixels."""

from collections import Counter
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollArea, QWidget

from app.ui.colours import HEART_RATE_CONTRAST, contrast
from app.ui.widgets.big_number import BigNumber
from app.ui.widgets.text import TextLabel

TEXT_CONTRAST = 4.5
SMALL_TEXT_ALLOWANCE = 0.82  # thin strokes are blended with their ground: no pixel has the full ink
_ROUNDING_PX = 1.5


def shown_texts(window: QWidget) -> list[QLabel]:
    """The labels that can be seen and say something."""
    return [label for label in window.findChildren(QLabel) if _is_seen(label) and label.text().strip()]


def shown_buttons(window: QWidget) -> list[QAbstractButton]:
    """The buttons that can be seen."""
    return [button for button in window.findChildren(QAbstractButton) if _is_seen(button)]


def cut_texts(window: QWidget) -> list[str]:
    """Texts and buttons that are cut by dots, by their own edges or by those of what holds them."""
    labels = [label for label in shown_texts(window) if _is_cut(label) or _is_covered(label)]
    buttons = [button for button in shown_buttons(window) if _is_squeezed(button) or _is_covered(button)]
    return [_described(widget) for widget in (*labels, *buttons)] + _too_wide_pages(window)


def colliding_texts(window: QWidget) -> list[str]:
    """Pairs of texts, buttons, bars and the like that lie on each other."""
    shown = [widget for widget in window.findChildren(QWidget) if _stands_alone(widget)]
    places = [(widget, _place(widget, window).adjusted(1, 1, -1, -1)) for widget in shown]
    return [
        f"{_name_of(one)} and {_name_of(other)}"
        for (one, place), (other, other_place) in combinations(places, 2)
        if place.intersects(other_place)
    ]


def pale_texts(window: QWidget, image: QImage) -> list[str]:
    """Texts whose pixels stand out less from their ground than they must."""
    found = []
    for label in shown_texts(window):
        if not label.isEnabled() or _is_scrolled_off(label):
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


def _is_scrolled_off(label: QWidget) -> bool:
    """Whether most of it is still to be scrolled to: a sliver of a line has hardly any ink in it."""
    shown_px = label.visibleRegion().boundingRect().height()
    return shown_px < label.height() / 2 and not _is_covered(label)


def _stands_alone(widget: QWidget) -> bool:
    """Whether it shows something of its own: a text, a button, or a widget that paints and holds nothing."""
    if isinstance(widget, QLabel):
        return _is_seen(widget) and bool(widget.text().strip())
    lets_through = widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return _is_seen(widget) and not lets_through and not widget.findChildren(QWidget)


def _name_of(widget: QWidget) -> str:
    return repr(widget.text()) if isinstance(widget, QLabel | QAbstractButton) else widget.objectName()


def _is_cut(label: QLabel) -> bool:
    """Whether its own edges or dots cut its words."""
    if isinstance(label, BigNumber):
        return label.digit_height_px() > label.height()
    metrics, area = QFontMetricsF(label.font()), label.contentsRect()
    if label.wordWrap():
        room = QRect(0, 0, area.width(), 1 << 20).toRectF()
        taken = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, label.text())
        return taken.height() > area.height() + _ROUNDING_PX or taken.width() > area.width() + _ROUNDING_PX
    text = label.shown_text() if isinstance(label, TextLabel) else label.text()
    is_narrow = metrics.horizontalAdvance(text) > area.width() + _ROUNDING_PX
    is_low = metrics.tightBoundingRect(text).height() > area.height() + _ROUNDING_PX
    return text.endswith("…") or is_narrow or is_low


def _is_squeezed(button: QAbstractButton) -> bool:
    """Whether it is smaller than its words need."""
    least = button.minimumSizeHint()
    wraps = button.hasHeightForWidth()
    least_px = button.heightForWidth(button.width()) if wraps else least.height()
    return button.width() < least.width() or button.height() < least_px


def _is_covered(widget: QWidget) -> bool:
    """Whether an ancestor cuts it off; what a scroll area holds may be scrolled to, up and down."""
    parent, place = widget.parentWidget(), widget.rect().translated(widget.pos())
    while parent is not None:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return place.left() < -1 or place.right() > parent.width() + 1
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(place):
            return True
        if parent.isWindow():
            return False
        place.translate(parent.pos())
        parent = parent.parentWidget()
    return False


def _too_wide_pages(window: QWidget) -> list[str]:
    """What would have to be scrolled sideways."""
    areas = [area for area in window.findChildren(QScrollArea) if _is_seen(area)]
    return [
        f"{area.objectName()} is wider than its window"
        for area in areas
        if (held := _held_by(area)) is not None and held.width() > area.viewport().width()
    ]


def _held_by(area: QScrollArea) -> QWidget | None:
    return area.widget()  # None before one is set, which Qt's own types leave out


def _described(widget: QWidget) -> str:
    return f"{widget.objectName()} {_name_of(widget)} in {widget.width()}×{widget.height()}"


def _place(widget: QWidget, window: QWidget) -> QRect:
    seen = widget.visibleRegion().boundingRect()
    return seen.translated(widget.mapTo(window, QPoint(0, 0)))
