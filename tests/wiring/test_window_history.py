"""The window's past is that of the athlete in use, also after another one was chosen."""

from dataclasses import replace
from pathlib import Path

from app.domain.profile import AthleteProfile
from app.domain.session_setups import session_setup
from app.domain.settings import Settings
from app.storage.folders import Folders
from app.wiring.house import House, SettingsKeeper
from app.wiring.window_history import WindowHistory
from app.wiring.window_past import WindowPast
from tests.storage.store import recording_in
from tests.wiring.rides import record_ride

ADA = AthleteProfile(name="Ada", former_names=("Athlete 1",))
BEN = AthleteProfile(name="Ben")


def test_the_history_follows_the_athlete_in_use(tmp_path: Path) -> None:
    former = record_ride(tmp_path, session_setup(replace(ADA, name="Athlete 1")), 60)
    of_ben = record_ride(tmp_path, session_setup(BEN), 60)
    of_ada = record_ride(tmp_path, session_setup(ADA), 60)
    house = House.open(tmp_path, demo=False, athlete=None)
    keeper = SettingsKeeper(house.folders.settings, Settings(athletes=(ADA, BEN)))
    with recording_in(Folders.locate(tmp_path)) as recorder:
        past = WindowHistory(house, keeper, lambda: recorder)
        offers = WindowPast(house.folders, keeper)
        assert {row.activity_id for row in past.rows()} == {of_ada, former}
        assert {each.activity_id for each in offers.earlier()} == {of_ada, former}
        keeper.choose(Settings(athletes=(BEN, ADA)))
        assert [row.activity_id for row in past.rows()] == [of_ben]
        assert [each.activity_id for each in offers.earlier()] == [of_ben]
        assert past.profile() == BEN


def test_where_there_is_one_athlete_everything_is_theirs() -> None:
    assert Settings().history_of() is None
    assert Settings(athletes=(ADA,)).history_of() is None
    assert Settings(athletes=(ADA,)).history_of("athlete 1") == ("Ada", "Athlete 1")
    assert Settings(athletes=(ADA, BEN)).history_of() == ("Ada", "Athlete 1")
    assert Settings(athletes=(ADA, BEN)).history_of("Eve") == ("Eve",)
