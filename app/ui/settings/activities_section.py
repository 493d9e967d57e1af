"""ActivitiesSection: the list of activity types, and one of them opened to be edited."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.activity_types import ActivityType, archive, new_activity_type
from app.domain.settings import Settings
from app.ui.sentences import translate
from app.ui.settings import setting_sentences as words
from app.ui.settings.activity_badge import ActivityBadge
from app.ui.settings.activity_editor import ActivityEditor
from app.ui.settings.groups import ButtonRow, Column, Group, button
from app.ui.theme import TextSize, Theme
from app.ui.widgets.action_button import Emphasis
from app.ui.widgets.one_of import chip
from app.ui.widgets.text import TextLabel, muted_ink


class ActivityRow(QWidget):
    """One activity: its badge, its name, and the button that opens it."""

    def __init__(self, theme: Theme, activity_type: ActivityType) -> None:
        super().__init__()
        self._theme = theme
        self.badge = ActivityBadge(theme)
        self.badge.show_activity(activity_type)
        name = TextLabel(theme, TextSize.LABEL, bold=True, elides=True)
        name.setText(activity_type.name)
        note = TextLabel(theme, TextSize.BODY, ink=muted_ink)
        note.setText(translate("settings", "archived") if activity_type.archived else "")
        self.edit = button(theme, f"edit_{activity_type.key}", translate("settings", "Edit"))
        self.edit.setAccessibleName(
            translate("settings", "Edit {activity}").format(activity=activity_type.name)
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.badge)
        self._row.addWidget(name, 1)
        self._row.addWidget(note)
        self._row.addWidget(self.edit)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self._row.setSpacing(self._theme.px(12))


class ActivitiesSection(Column):
    """New, edited, duplicated, archived: what is archived keeps its history."""

    settings_changed = Signal(Settings)
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("activitiesSection")
        self._theme = theme
        self._settings = Settings()
        self._rows: list[ActivityRow] = []
        self.new = button(
            theme, "newActivity", translate("settings", "New activity"), Emphasis.PRIMARY, "plus"
        )
        self.new.clicked.connect(self._create)
        self.show_archived = chip(theme, "showArchived", "")
        self.show_archived.toggled.connect(self._fill)
        self._list = Group(
            theme,
            translate("settings", "Activities"),
            translate("settings", "What you can choose before a session. Archived ones keep their history."),
        )
        self._list.add(ButtonRow(theme, (self.new, self.show_archived)))
        self.editor = ActivityEditor(theme)
        self.editor.settings_changed.connect(self._take)
        self.editor.back_requested.connect(self.close_editor)
        self.editor.duplicate_requested.connect(self._duplicate)
        self.editor.archive_requested.connect(self._archive)
        self.add(self._list)
        self.add(self.editor)
        self.column.addStretch(1)
        self.editor.hide()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.editor)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_editor)

    def show_settings(self, settings: Settings) -> None:
        """Shows the activities as they are now."""
        self._settings = settings
        self._fill()
        if not self.editor.isHidden():
            self.editor.show_settings(settings)

    @Slot()
    def save(self) -> None:
        """Keeps what is typed in the editor."""
        if not self.editor.isHidden():
            self.editor.save()

    @Slot(str)
    def open_editor(self, key: str) -> None:
        """Opens one activity, by its key."""
        self.editor.show_activity(self._settings, key)
        self._list.hide()
        self.editor.show()
        self.editor.name.box.setFocus()
        self.opened.emit()

    @Slot()
    def close_editor(self) -> None:
        """Back to the list, with the focus where it was."""
        self.editor.save()
        self.editor.hide()
        self._list.show()
        self._fill()
        found = [row for row in self._rows if row.edit.objectName() == f"edit_{self.editor.key}"]
        (found[0].edit if found else self.new).setFocus()
        self.opened.emit()

    @Slot()
    def _fill(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        types = self._settings.activity_types()
        archived = [each for each in types if each.archived]
        self.show_archived.setVisible(bool(archived))
        self.show_archived.show_action(
            translate("settings", "Show archived ({count})").format(count=len(archived))
        )
        shown = [each for each in types if not each.archived]
        shown += archived if self.show_archived.isChecked() else []
        self._rows = [ActivityRow(self._theme, each) for each in shown]
        for place, (row, each) in enumerate(zip(self._rows, shown, strict=True)):
            row.edit.clicked.connect(partial(self._open, each.key))
            self._list.column.insertWidget(2 + place, row)

    def _open(self, key: str, _is_checked: bool = False) -> None:
        self.open_editor(key)

    @Slot(Settings)
    def _take(self, settings: Settings) -> None:
        self._settings = settings
        self.settings_changed.emit(settings)

    @Slot()
    def _create(self) -> None:
        self._add(translate("settings", "My activity"), None)

    @Slot(str)
    def _duplicate(self, key: str) -> None:
        template = next(each for each in self._settings.activity_types() if each.key == key)
        self._add(translate("settings", "{name} copy").format(name=template.name), template)

    def _add(self, name: str, template: ActivityType | None) -> None:
        types = self._settings.activity_types()
        taken = {each.name.casefold() for each in types}
        names = (name, *(words.numbered(name, number) for number in range(2, len(types) + 3)))
        free = next(each for each in names if each.casefold() not in taken)
        added = (
            new_activity_type(types, free) if template is None else new_activity_type(types, free, template)
        )
        if template is None:
            added = replace(added, icon="heart", colour="#2b81ec", fit_sport=10, fit_sub_sport=26)
        own = (*self._settings.own_activity_types, added)
        self._take(replace(self._settings, own_activity_types=own))
        self.open_editor(added.key)
        self.editor.name.box.selectAll()

    @Slot(str, bool)
    def _archive(self, key: str, archived: bool) -> None:
        changed = next(
            each
            for each in archive(self._settings.activity_types(), key, archived=archived)
            if each.key == key
        )
        self._take(self._settings.with_activity_type(changed))
        self.close_editor()
