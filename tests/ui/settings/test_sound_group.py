"""Volume, silence, voice and the test button."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain.settings import Settings
from app.ui.settings.settings_page import SettingsPage
from app.ui.settings.sound_group import SoundGroup
from app.ui.theme import Theme


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(Theme())
    qtbot.addWidget(made)
    made.show_settings(Settings(volume=0.66, alerts_spoken=True, text_scale_percent=120))
    return made


@pytest.fixture
def group(page: SettingsPage) -> SoundGroup:
    return page.alerts.sound


def test_it_shows_what_is_chosen(group: SoundGroup) -> None:
    assert (group.volume.value(), group.muted.isChecked(), group.spoken.isChecked()) == (0.7, False, True)


def test_each_choice_is_kept_at_once_and_leaves_the_rest_alone(page: SettingsPage, group: SoundGroup) -> None:
    kept: list[Settings] = []
    page.settings_changed.connect(kept.append)
    group.volume.buttons[0].click()
    group.muted.click()
    assert kept == [
        Settings(volume=0.2, alerts_spoken=True, text_scale_percent=120),
        Settings(volume=0.2, alerts_muted=True, alerts_spoken=True, text_scale_percent=120),
    ]


def test_the_button_asks_for_a_sound(page: SettingsPage, group: SoundGroup) -> None:
    asked: list[bool] = []
    page.sound_test_requested.connect(lambda: asked.append(True))
    group.test.click()
    assert asked == [True]
