"""What the watched folder brings, told in the window."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.domain.import_outcome import ImportOutcome, ImportStatus
from app.domain.settings import Settings
from app.domain.watched import FolderNews
from app.ui.flows.watch_flow import WatchFlow
from app.ui.settings.settings_page import SettingsPage
from app.ui.theme import ColourChoice, Theme

IN = ImportOutcome("/watch/a.fit", ImportStatus.IMPORTED, 1, None)
BAD = ImportOutcome("/watch/b.fit", ImportStatus.SKIPPED, None, "not a FIT file")
KNOWN = ImportOutcome("/watch/c.fit", ImportStatus.DUPLICATE, 1, "imported before")


class Watch:
    """A watch that tells what it is told to."""

    def __init__(self) -> None:
        self.is_closed = False
        self.tell: Callable[[FolderNews], None] = print

    def start(self, tell: Callable[[FolderNews], None]) -> "Watch":
        self.tell = tell
        return self

    def close(self) -> None:
        self.is_closed = True


def test_what_came_in_and_what_was_skipped_is_told_once(qtbot: QtBot) -> None:
    watch, said = Watch(), list[str]()
    flow = WatchFlow(watch.start, said.append)
    with qtbot.waitSignal(flow.came_in):
        watch.tell(FolderNews("/watch", outcomes=(IN, IN, BAD, BAD, KNOWN)))
    told = "2 activities came in from the watched folder. b.fit was skipped: not a FIT file."
    assert said == [f"{told} 1 more were skipped too."]
    with qtbot.assertNotEmitted(flow.came_in, wait=20):
        watch.tell(FolderNews("/watch", outcomes=(KNOWN,)))
    flow.close()
    assert watch.is_closed


def test_a_folder_that_is_gone_is_told_once_until_it_was_back(qtbot: QtBot) -> None:
    watch, said = Watch(), list[str]()
    flow = WatchFlow(watch.start, said.append)
    gone, there = FolderNews("/watch", is_there=False), FolderNews("/watch")
    for news in (gone, gone, there, gone):
        watch.tell(news)
    qtbot.waitUntil(lambda: len([words for words in said if words]) == 2)
    flow.close()


def test_settings_opened_later_show_how_it_stands(qtbot: QtBot) -> None:
    watch, said = Watch(), list[str]()
    flow = WatchFlow(watch.start, said.append)
    watch.tell(FolderNews("/watch"))
    qtbot.waitUntil(lambda: bool(said))
    page = SettingsPage(Theme(ColourChoice.DARK))
    qtbot.addWidget(page)
    page.show_settings(Settings(watched_folder="/watch"))
    flow.show_on(page)
    assert page.imports.state.text() == "Watching. Nothing new."
    watch.tell(FolderNews("/watch", is_there=False))
    qtbot.waitUntil(lambda: page.imports.state.text().startswith("The watched folder is not there now."))
    flow.close()
