"""A child's call in a machine without a network: nothing but the loopback interface, and no flags for it.

Run as a module within a network of its own; prints the interfaces and the keys that came as one JSON object.
"""

import asyncio
import fcntl
import json
import socket
import struct
import sys
from pathlib import Path

from tests.browser.chromium import FLAGS
from tests.practice_line.audio.browsers import becomes, chromium_saying, heard_in_page
from tests.practice_line.audio.stage import a_sounding_line, until
from tests.practice_line.audio.tones import CHILD, MUSIC

_READ_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP
RECORDING = "You hear a recording"
WITHOUT_HELP = [flag for flag in FLAGS if flag != "--allow-loopback-in-peer-connection"]


def bring_loopback_up() -> None:
    """In a new network it is down. Where it is up already there is nothing to do, nor any right to."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        named = struct.pack("16sh", b"lo", 0)
        _, flags = struct.unpack("16sh", fcntl.ioctl(asking, _READ_FLAGS, named))
        if not flags & _UP:
            fcntl.ioctl(asking, _SET_FLAGS, struct.pack("16sh", b"lo", flags | _UP))


async def a_childs_call(folder: Path) -> dict[str, object]:
    async with (
        a_sounding_line() as line,
        chromium_saying(CHILD, folder, WITHOUT_HELP) as browser,
    ):
        page = await browser.new_page(locale="en-GB")
        await page.goto(f"{line.line}/phone")
        await becomes(page, "!document.getElementById('dial').disabled")
        await page.locator("#dial").click()
        await heard_in_page(page, MUSIC)
        # What is said between two recordings is nothing: the words are waited for, not met by luck.
        await becomes(page, f"document.getElementById('hears').innerText === {RECORDING!r}")
        await page.keyboard.press("2")
        await until(lambda: any(each.get("Digits") == "2" for each in line.account.asked))
        return {
            "interfaces": [name for _, name in socket.if_nameindex()],
            "keys": [each["Digits"] for each in line.account.asked if "Digits" in each],
        }


if __name__ == "__main__":
    bring_loopback_up()
    print(json.dumps(asyncio.run(a_childs_call(Path(sys.argv[1])))))  # noqa: T201 -- its answer
