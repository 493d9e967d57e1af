"""Whole sessions with anything happening in them: what must hold of every one of them."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.end_to_end.stories import COMMANDS, FAULTS, KILLED, Story, assert_story, random_story, told

waits = st.one_of(st.sampled_from([0.0, 1.0, 5.0, 15.0]), st.floats(0.0, 60.0))
names = st.sampled_from([*sorted(COMMANDS), *sorted(FAULTS), KILLED, "start"])
STORIES = st.lists(st.tuples(waits, names, st.floats(0.0, 1.0)), max_size=16)


@settings(max_examples=20)
@given(STORIES)
def test_in_any_story_nothing_that_arrived_is_lost_and_live_is_what_replay_computes(story: Story) -> None:
    with TemporaryDirectory() as folder:
        assert_story(told(story, Path(folder) / "home"))


def test_in_long_random_stories_too(tmp_path: Path) -> None:
    for seed in range(15):
        assert_story(told(random_story(Random(seed)), tmp_path / str(seed)))
