"""Small waits that tests over the fake share; all seconds are the loop's own."""

import asyncio
from collections.abc import Callable

from ble.bleak_transport import BleakTransport
from ble.transport import Advertisement, Link
from tests.fake_bluez.peripheral import Strap

_LOOK_EVERY_S = 0.1
_LIMIT_S = 60.0  # on the fast clock; far beyond what anything takes, so that a busy machine fails no test


async def eventually(condition: Callable[[], bool], limit_s: float = _LIMIT_S) -> None:
    """Returns once the condition holds. AssertionError when it does not within the limit."""
    loop = asyncio.get_running_loop()
    end_s = loop.time() + limit_s
    while not condition():
        assert loop.time() < end_s, "it never came to be"
        await asyncio.sleep(_LOOK_EVERY_S)


async def hear(transport: BleakTransport, strap: Strap, *, heart_rate_only: bool = True) -> Advertisement:
    """The strap's first advertisement."""
    async with asyncio.timeout(_LIMIT_S), transport.scan(heart_rate_only=heart_rate_only) as heard:
        async for advertisement in heard:
            if advertisement.address == strap.address:
                return advertisement
    raise AssertionError("the scan ended by itself")


async def open_link(
    transport: BleakTransport, strap: Strap, on_lost: Callable[[], None] = lambda: None
) -> Link:
    """Scans for the strap and connects."""
    return await transport.connect(await hear(transport, strap), on_lost)
