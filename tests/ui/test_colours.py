"""Contrast as computed, and the zones through other eyes."""

from itertools import combinations, pairwise

import pytest

from app.domain.activity_types import BUILT_IN_ACTIVITY_TYPES
from app.ui.colours import DARK, LIGHT, Colours, contrast, ink_on, mix, readable
from tests.ui.colour_blindness import EYES, distance

PALETTES = pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
CLEARLY_APART = 0.05  # OKLab; 0.02 can just be seen
NEIGHBOURS_APART = 0.075
ACTIVITIES_APART = 0.10  # of dots and bars, which touch nothing that they could be compared with


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # WCAG's well-known near miss
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@PALETTES
def test_text_stands_out_from_every_ground_it_is_put_on(colours: Colours) -> None:
    grounds = (colours.window, colours.surface, colours.raised)
    for ink in (colours.text, colours.muted):
        assert min(contrast(ink, ground) for ground in grounds) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert (
        contrast(mix(colours.on_accent, colours.accent, 0.3), colours.accent) >= 3.0
    )  # the key beside the word
    assert contrast(colours.warning_text, colours.warning_surface) >= 4.5
    assert contrast(colours.good, colours.window) >= 3.0


@PALETTES
def test_the_heart_rate_stands_out_seven_to_one_in_every_zone(colours: Colours) -> None:
    inks = [colours.zone_ink(zone) for zone in (None, *range(8))]
    assert min(contrast(ink, colours.surface) for ink in inks) >= 7.0


@PALETTES
def test_the_number_itself_is_plain_where_its_zones_ink_would_be_brown(colours: Colours) -> None:
    inks = {colours.number_ink(zone) for zone in range(8)}
    assert min(contrast(ink, colours.surface) for ink in inks) >= 7.0
    assert (inks == {colours.text}) is not colours.is_dark


@PALETTES
@pytest.mark.parametrize("eyes", EYES)
def test_no_two_zones_look_alike_to_any_eyes(colours: Colours, eyes: str) -> None:
    fills = colours.zone_fills
    assert min(distance(one, other, eyes) for one, other in combinations(fills, 2)) >= CLEARLY_APART
    assert min(distance(one, other, eyes) for one, other in pairwise(fills)) >= NEIGHBOURS_APART


@PALETTES
def test_words_on_a_zone_can_be_read(colours: Colours) -> None:
    grounds = [*colours.zone_fills, *(mix(fill, colours.surface, 0.62) for fill in colours.zone_fills)]
    assert min(contrast(ink_on(ground), ground) for ground in grounds) >= 4.5


def test_a_colour_moves_only_as_far_as_it_must() -> None:
    assert readable("#FFE45C", "#12171D", 7.0) == "#FFE45C"
    moved = readable("#E0344B", "#12171D", 7.0)
    assert 7.0 <= contrast(moved, "#12171D") < 7.6


def test_zones_beyond_the_palette_take_its_last_colour() -> None:
    assert DARK.zone_fill(99) == DARK.zone_fills[-1]
    assert DARK.zone_fill(None) == DARK.muted


def test_no_two_activities_look_alike() -> None:
    colours = [each.colour for each in BUILT_IN_ACTIVITY_TYPES]
    assert min(distance(*pair, "usual") for pair in combinations(colours, 2)) >= ACTIVITIES_APART
    for palette, least in ((DARK, 3.0), (LIGHT, 2.5)):
        assert min(contrast(colour, palette.surface) for colour in colours) >= least
