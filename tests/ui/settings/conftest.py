"""Settings pages of any size and palette."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.settings import Settings
from app.ui.settings.settings_page import SettingsPage
from app.ui.theme import ColourChoice, Theme
from tests.ui.settings.pages import ADA, Shown, settle

ShowPage = Callable[..., Shown]


@pytest.fixture
def show_page(qtbot: QtBot, qapp: QApplication) -> Iterator[ShowPage]:
    """Shows pages; Ada's settings where none are given."""
    qapp.setStyle("Fusion")
    pages: list[SettingsPage] = []

    def make(
        settings: Settings | None = None,
        section: str = "athleteSection",
        *,
        size: tuple[int, int] = (1280, 760),
        choice: ColourChoice = ColourChoice.DARK,
        text_scale: float = 1.0,
    ) -> Shown:
        theme = Theme(choice, text_scale)
        theme.fit_window(*size)
        page = SettingsPage(theme)
        shown = Shown(page, theme)
        page.settings_changed.connect(shown.kept.append)
        page.show_settings(settings or Settings(athletes=(ADA,)))
        page.show_section(section)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        settle()
        pages.append(page)
        return shown

    yield make
    for page in pages:
        page.hide()
        page.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
