"""The look, in one place: colours that follow the system, and type and spacing that grow with the window."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.ui.colours import DARK, LIGHT, Colours

_REFERENCE_WIDTH_PX = 1280  # the window that the sizes below are drawn for
_REFERENCE_HEIGHT_PX = 800
_SMALLEST_UNIT, _LARGEST_UNIT = 0.35, 3.2
_UNIT_STEPS = 20  # per 1.0: fonts change in steps while a window is dragged larger
_WIDTH_PER_SCALE_PX, _HEIGHT_PER_SCALE_PX = 320, 300  # a smaller window shows words as large as it can hold
_DIGIT_FAMILIES = (
    "Inter",
    "SF Pro Display",
    "Segoe UI",
    "Helvetica Neue",
    "Roboto",
    "Nimbus Sans",
    "Noto Sans",
)


class ColourChoice(StrEnum):
    """Where the palette comes from."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """The steps of the type scale."""

    SMALL = "small"
    BODY = "body"
    LABEL = "label"
    HEADING = "heading"
    TITLE = "title"
    WORD = "word"
    FIGURE = "figure"
    GLANCE_NOTE = "glance_note"
    GLANCE_WORDS = "glance_words"
    GLANCE_FIGURE = "glance_figure"


_SIZES_PX = {  # at the reference window, and the smallest that can be read
    TextSize.SMALL: (13, 11),
    TextSize.BODY: (15, 12),
    TextSize.LABEL: (17, 12),
    TextSize.HEADING: (24, 12),
    TextSize.TITLE: (34, 15),
    TextSize.WORD: (54, 18),  # the one word that must be read at two metres
    TextSize.FIGURE: (88, 32),
    TextSize.GLANCE_NOTE: (34, 15),
    TextSize.GLANCE_WORDS: (76, 28),  # full screen on a 14-inch laptop: digits of 12 mm
    TextSize.GLANCE_FIGURE: (112, 40),
}
_MOST_TEXT_SCALE = {  # what is large already grows less: else the page would be one number
    TextSize.HEADING: 1.5,
    TextSize.TITLE: 1.25,
    TextSize.WORD: 1.1,
    TextSize.FIGURE: 1.1,
    TextSize.GLANCE_NOTE: 1.15,  # made for two metres as it is: what grew more would take it from the digits
    TextSize.GLANCE_WORDS: 1.0,
    TextSize.GLANCE_FIGURE: 1.0,
}
_HEADLINES = frozenset({TextSize.HEADING, TextSize.TITLE})
_HEADLINE = 1.06  # a headline stays a little larger than what stands under it
_MOST_LENGTH_SCALE = 1.15  # spacing hardly needs to follow the text
_DIGIT_SIZES = frozenset({TextSize.FIGURE, TextSize.GLANCE_WORDS, TextSize.GLANCE_FIGURE})
FIGURE_SIZES = frozenset({TextSize.FIGURE, TextSize.GLANCE_FIGURE})  # numbers only, no words


class Theme(QObject):
    """Colours and sizes of one window; `changed` fires whenever any of them did."""

    changed = Signal()

    def __init__(self, choice: ColourChoice = ColourChoice.SYSTEM, text_scale: float = 1.0) -> None:
        super().__init__()
        self._choice = choice
        self._wished_scale = text_scale
        self._room_scale = text_scale  # what the window has room for
        self._unit = 1.0
        self._moves_less = False
        self._digit_family: str | None = None
        self._colours = self._chosen_colours()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        QGuiApplication.setPalette(palette_of(self._colours))

    @property
    def colours(self) -> Colours:
        """The palette now."""
        return self._colours

    @property
    def choice(self) -> ColourChoice:
        """Where the palette comes from."""
        return self._choice

    @property
    def unit(self) -> float:
        """How large lengths are against those of the reference window."""
        return self._unit * min(self._text_scale, _MOST_LENGTH_SCALE)

    @property
    def _text_scale(self) -> float:
        """How large text is: as wished, as far as the window has room for it."""
        return min(self._wished_scale, max(self._room_scale, 1.0))

    @property
    def moves_less(self) -> bool:
        """Whether nothing may move by itself: asked for here, or by the system where Qt tells it."""
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415 - its many enums take as long as the window's paint

        animates = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animate)
        return self._moves_less or not animates

    def move_less(self, *, is_wanted: bool) -> None:
        """Nothing moves by itself, or as the system wants it; holds from the next movement on."""
        self._moves_less = is_wanted

    @property
    def text_scale(self) -> float:
        """How large the athlete wishes text to be: 1.0 is usual."""
        return self._wished_scale

    def choose(self, choice: ColourChoice) -> None:
        """Light, dark, or as the system; takes effect at once."""
        self._choice = choice
        self._repaint()

    def scale_text(self, text_scale: float) -> None:
        """Everything so much larger than usual; takes effect at once."""
        if text_scale != self._wished_scale:
            self._wished_scale = text_scale
            self.changed.emit()

    def fit_window(self, width_px: int, height_px: int) -> None:
        """Sets the scale to a window of this size."""
        fitting = min(width_px / _REFERENCE_WIDTH_PX, height_px / _REFERENCE_HEIGHT_PX)
        bounded = min(max(fitting, _SMALLEST_UNIT), _LARGEST_UNIT)
        unit = int(bounded * _UNIT_STEPS) / _UNIT_STEPS
        room = min(width_px / _WIDTH_PER_SCALE_PX, height_px / _HEIGHT_PER_SCALE_PX)
        before = (self._unit, self._text_scale)
        self._unit, self._room_scale = unit, int(room * _UNIT_STEPS) / _UNIT_STEPS
        if (self._unit, self._text_scale) != before:
            self.changed.emit()

    def px(self, reference_px: float) -> int:
        """A length that grows with the window."""
        return max(1, round(reference_px * self.unit))

    def text_px(self, reference_px: float) -> int:
        """A length that grows with the text too: of what holds words."""
        return max(1, round(reference_px * self._unit * self._text_scale))

    def font(self, size: TextSize, *, bold: bool = False) -> QFont:
        """The system's font at one step of the scale, with figures of equal width where the font has them."""
        if size in _DIGIT_SIZES:
            font = self.digit_font()
        else:
            font = QFont(QGuiApplication.font())
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        least_px = self._font_px(TextSize.LABEL) * _HEADLINE if size in _HEADLINES else 0.0
        font.setPixelSize(round(max(self._font_px(size), least_px)))
        return font

    def _font_px(self, size: TextSize) -> float:
        reference_px, smallest_px = _SIZES_PX[size]
        text_scale = min(self._text_scale, _MOST_TEXT_SCALE.get(size, self._text_scale))
        return max(reference_px * self._unit, smallest_px) * text_scale

    def digit_font(self) -> QFont:
        """The font of the large figures; its size is the caller's."""
        if self._digit_family is None:
            families = (name for name in _DIGIT_FAMILIES if QFontDatabase.hasFamily(name))
            self._digit_family = next(families, QGuiApplication.font().family())
        font = QFont(self._digit_family)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setWeight(QFont.Weight.Bold)
        return font

    @Slot()
    def _follow_system(self) -> None:
        if self._choice is ColourChoice.SYSTEM:
            self._repaint()

    def _repaint(self) -> None:
        colours = self._chosen_colours()
        if colours is not self._colours:
            self._colours = colours
            QGuiApplication.setPalette(palette_of(colours))
            self.changed.emit()

    def _chosen_colours(self) -> Colours:
        if self._choice is ColourChoice.SYSTEM:
            light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
            return LIGHT if light else DARK
        return LIGHT if self._choice is ColourChoice.LIGHT else DARK


def palette_of(colours: Colours) -> QPalette:
    """Qt's palette for the widgets that draw themselves."""
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.Mid, colours.outline),
        (role.Accent, colours.accent),
    ):
        palette.setColor(target, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor(colours.muted))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor(colours.muted))
    return palette
