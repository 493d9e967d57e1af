"""Nothing moves under the hands: what is said below a field, and what is offered, has its place already."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.ui.settings.groups import Group
from app.ui.settings.settings_page import SettingsPage
from tests.ui.settings.conftest import ShowPage
from tests.ui.settings.pages import settle, type_into

Places = dict[QWidget, tuple[int, int]]


def places(page: SettingsPage) -> Places:
    """Where every card and every field stands on the page."""
    settle()
    parts = [*page.athlete.findChildren(Group), *page.athlete.fields.values()]
    corners = {part: part.mapTo(page, QPoint(0, 0)) for part in parts if part.isVisible()}
    return {part: (corner.x(), corner.y()) for part, corner in corners.items()}


def test_a_sentence_about_a_wrong_number_moves_nothing(show_page: ShowPage) -> None:
    shown = show_page()
    before = places(shown.page)
    age = shown.page.athlete.fields["age"]
    type_into(age, "4")
    assert age.problem.isVisible()
    assert places(shown.page) == before
    type_into(age, "40")
    assert not age.problem.isVisible()
    assert places(shown.page) == before


def test_an_estimate_gives_its_place_to_what_is_wrong(show_page: ShowPage) -> None:
    shown = show_page()
    page = shown.page
    threshold = page.athlete.fields["vt1_bpm"]
    settle()
    assert threshold.accept.isVisible()
    before = places(page)
    type_into(threshold, "x")
    assert threshold.problem.isVisible()
    assert not threshold.accept.isVisible()
    assert places(page) == before


def test_the_offer_to_compute_the_past_again_moves_no_card(show_page: ShowPage) -> None:
    shown = show_page()
    page = shown.page
    page.allow_recompute(is_allowed=True)
    before = places(page)
    type_into(page.athlete.fields["max_bpm"], "192")
    assert page.offer.isVisible()
    assert places(page) == before
    settle()
    assert page.offer.mapTo(page, QPoint(0, page.offer.height())).y() <= page.height()


def test_sections_begin_at_the_same_place_whether_they_scroll_or_not(show_page: ShowPage) -> None:
    shown = show_page()
    page, lefts = shown.page, set()
    for name in ("athleteSection", "zonesSection", "alertsSection", "appearanceSection"):
        page.show_section(name)
        settle()
        section = page.findChild(QWidget, name)
        assert isinstance(section, QWidget)
        lefts.add(section.mapTo(page, QPoint(0, 0)).x())
    assert len(lefts) == 1


def test_what_few_change_about_alerts_unfolds(show_page: ShowPage) -> None:
    shown = show_page(section="alertsSection")
    fields = shown.page.alerts.alerts
    settle()
    assert all(switch.isVisible() for switch in fields.switches.values())
    assert not any(number.isVisible() for number in fields.numbers.values())
    assert not fields.defaults.isVisible()
    fields.more.click()
    settle()
    assert all(number.isVisible() for number in fields.numbers.values())
    fields.more.click()
    assert not fields.defaults.isVisible()
