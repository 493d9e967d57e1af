"""Pages: everything the window can show in its middle, by name, each made when it is first brought up."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.header import Header


@runtime_checkable
class BeginsAt(Protocol):
    """A page that the keyboard enters at one of its parts.

    Not a focus proxy: Tab would go from the page to that part, past all that stands before it.
    """

    def first_focus(self) -> QWidget:
        """That part."""


class Pages(QStackedWidget):
    """The pages by their object names, and what the header's tabs do."""

    def __init__(self, header: Header, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = header
        self._pages: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._openers: dict[str, Callable[[], None]] = {}

    @property
    def shown(self) -> str:
        """The name of the page in front; empty while there is none."""
        page: QWidget | None = self.currentWidget()
        return "" if page is None else page.objectName()

    def add(self, page: QWidget) -> None:
        """A page, in place of one of the same name."""
        name = page.objectName()
        self._makers.pop(name, None)
        before = self._pages.pop(name, None)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()
        page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab would find nothing to be seen there
        self.addWidget(page)
        self._pages[name] = page

    def add_later(self, name: str, make: Callable[[], QWidget]) -> None:
        """A page that `make` adds when it is first asked for."""
        self._makers[name] = make

    def add_tab(self, name: str, words: str, open_page: Callable[[], None]) -> None:
        """A tab in the header that does this; a second one of the name does it from now on."""
        if name not in self._openers:
            self._header.add_page(name, words)
        self._openers[name] = open_page

    def open(self, name: str) -> None:
        """Does what the tab of this name does."""
        self._openers[name]()

    def bring(self, name: str) -> QWidget:
        """This page to the front. KeyError when there is none."""
        page = self._pages[name] if name not in self._makers else self._makers[name]()
        self.setCurrentWidget(page)
        self._header.show_page(name)
        return page

    def enter(self) -> None:
        """Gives the keyboard to the page in front, at the part where that begins."""
        page: QWidget | None = self.currentWidget()
        if page is None:
            return
        first = page.first_focus() if isinstance(page, BeginsAt) else page
        is_there = first.isVisibleTo(page) and first.isEnabled()
        (first if is_there else page).setFocus()
