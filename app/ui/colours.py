"""Colours as `#RRGGBB` text: the light and dark palettes, the zones' colours, and the contrast between two.

Text keeps 4.5:1 and the heart rate 7:1 against the surface it stands on (WCAG 2.2, 1.4.3 and 1.4.6). The
zones' fills stay apart for protan, deutan and tritan eyes; tests/ui/test_colours.py measures both.
"""

from functools import cache

from app.domain.frozen import frozen

HEART_RATE_CONTRAST = 7.0  # read at two metres, out of breath
_DARK_FILLS = ("#7F8A98", "#C6D6E6", "#5B8CFF", "#5FD9BC", "#FFE45C", "#F59A3C", "#E0344B", "#C84FC0")
_LIGHT_FILLS = ("#B4BAC2", "#6C97BC", "#2F62E0", "#2FB48A", "#DDAA18", "#9A4408", "#E3125C", "#7A1FA0")


@frozen
class Colours:
    """One palette. `zone_fills` are areas and lines, by zone number (0 is «below zones»)."""

    is_dark: bool
    window: str
    surface: str
    raised: str
    outline: str
    text: str
    muted: str
    accent: str
    on_accent: str
    good: str
    warning_surface: str
    warning_text: str
    danger: str
    zone_fills: tuple[str, ...]

    def zone_fill(self, zone: int | None) -> str:
        """The zone's colour for areas and lines; muted without a zone."""
        if zone is None:
            return self.muted
        return self.zone_fills[min(max(zone, 0), len(self.zone_fills) - 1)]

    def zone_ink(self, zone: int | None) -> str:
        """The zone's colour for the heart rate's digits: 7:1 on the surface."""
        if zone is None:
            return self.text
        return readable(self.zone_fill(zone), self.surface, HEART_RATE_CONTRAST)

    def number_ink(self, zone: int | None) -> str:
        """The colour of the heart rate itself; on light ground plain, for there a zone's turns to brown.

        What says the zone on either ground is an area in its fill, beside the number.
        """
        return self.zone_ink(zone) if self.is_dark else self.text

    def glance_ink(self, zone: int | None) -> str:
        """The same on the bare window, where no card lies under the digits."""
        if zone is None or not self.is_dark:
            return self.text
        return readable(self.zone_fill(zone), self.window, HEART_RATE_CONTRAST)


DARK = Colours(
    is_dark=True,
    window="#0B0E12",
    surface="#12171D",
    raised="#1C232C",
    outline="#2C3541",
    text="#F3F6FA",
    muted="#A3AFBE",
    accent="#5FD9BC",
    on_accent="#06231C",
    good="#5FD9BC",
    warning_surface="#3A2C0A",
    warning_text="#FFDF8A",
    danger="#FF8A94",
    zone_fills=_DARK_FILLS,
)
LIGHT = Colours(
    is_dark=False,
    window="#F1F4F7",
    surface="#FFFFFF",
    raised="#E8ECF1",
    outline="#CBD3DC",
    text="#0F151C",
    muted="#4C5866",
    accent="#0B6E56",
    on_accent="#FFFFFF",
    good="#0B7A5C",
    warning_surface="#FFF0C7",
    warning_text="#5A3D00",
    danger="#B3123A",
    zone_fills=_LIGHT_FILLS,
)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 to 1) of `other` in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@cache
def readable(colour: str, surface: str, ratio: float) -> str:
    """`colour`, moved towards white or black just as far as it takes to reach `ratio` on `surface`."""
    goal = "#FFFFFF" if luminance(surface) < 0.18 else "#000000"
    for step in range(51):
        candidate = mix(colour, goal, step / 50)
        if contrast(candidate, surface) >= ratio:
            return candidate
    return goal


@cache
def ink_on(surface: str) -> str:
    """Black or white, whichever stands out more on `surface` (always at least 4.5:1)."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, surface))
