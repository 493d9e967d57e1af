"""Whatever goes wrong, in whatever order: when it is over the sensor is live, and no beat comes twice."""

import asyncio
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from ble.client import PeripheralIdentity
from ble.connection import State
from ble.simulated_strap import Faults, SimulatedStrap
from ble.simulated_transport import SimulatedRadio
from ble.transport import LinkFailure
from tests.ble.scene import ADDRESS, Scene, act, assert_each_beat_came_once

Fault = Callable[[SimulatedStrap, SimulatedRadio], None]

FAULTS: dict[str, Fault] = {
    "drop": lambda strap, _radio: strap.drop(),
    "lose": lambda strap, _radio: strap.lose(),
    "appear": lambda strap, _radio: strap.appear(),
    "silence": lambda strap, _radio: setattr(strap.faults, "silent", True),
    "speech": lambda strap, _radio: setattr(strap.faults, "silent", False),
    "held elsewhere": lambda strap, _radio: setattr(strap.faults, "held_elsewhere", True),
    "let go elsewhere": lambda strap, _radio: setattr(strap.faults, "held_elsewhere", False),
    "connecting hangs": lambda strap, _radio: setattr(strap.faults, "hangs_on_connect", True),
    "disconnecting hangs": lambda strap, _radio: setattr(strap.faults, "hangs_on_disconnect", True),
    "connections refused": lambda strap, _radio: setattr(strap.faults, "refused_connections", 3),
    "discoveries fail": lambda strap, _radio: setattr(strap.faults, "failing_discoveries", 2),
    "subscriptions fail": lambda strap, _radio: setattr(strap.faults, "failing_subscriptions", 2),
    "new address": lambda strap, _radio: strap.change_address("00:00:5E:00:53:99"),
    "old address": lambda strap, _radio: strap.change_address(ADDRESS),
    "adapter off": lambda _strap, radio: radio.fail(LinkFailure.ADAPTER_OFF),
    "adapter on": lambda _strap, radio: radio.recover(),
}
STORIES = st.lists(st.tuples(st.floats(0.0, 40.0), st.sampled_from(sorted(FAULTS))), max_size=12)


@settings(max_examples=60, deadline=None)
@given(STORIES)
def test_after_any_story_of_faults_the_sensor_is_live_within_twenty_seconds_of_their_end(
    story: list[tuple[float, str]],
) -> None:
    async def play(scene: Scene) -> None:
        for pause_s, name in story:
            await asyncio.sleep(pause_s)
            FAULTS[name](scene.strap, scene.radio)
        scene.strap.faults = Faults()
        scene.radio.recover()
        scene.strap.drop()  # else a silent link that was just made is given its whole minute
        await asyncio.sleep(20.0)
        assert scene.client.state is State.LIVE
        began_s = scene.now_s()
        scene.client.stop()
        await scene.running
        assert scene.now_s() - began_s <= 4.0
        assert scene.strap.links == []

    identity = PeripheralIdentity(ADDRESS, "Simulated strap", "S1")
    assert_each_beat_came_once(act(play, identity=identity))
