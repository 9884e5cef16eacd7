"""Starting the practice line: one port for REST, control, debugger, telephone and browsers."""

import asyncio
import signal
import sys
from dataclasses import dataclass

from aiohttp import web

from helpline.practice_line.callers.voice import Voice
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.control import add_control_routes
from helpline.practice_line.debugger.routes import add_debugger_routes
from helpline.practice_line.faults_control import add_faults_routes
from helpline.practice_line.media import Media
from helpline.practice_line.rest.common import CARRIER
from helpline.practice_line.rest.routes import add_rest_routes
from helpline.practice_line.silent_media import SilentMedia


@dataclass(slots=True, kw_only=True)
class RunningCarrier:
    carrier: Carrier
    runner: web.AppRunner
    port: int

    async def close(self) -> None:
        await self.carrier.close()
        await self.runner.cleanup()


async def serve(
    config: CarrierConfig,
    *,
    host: str,
    port: int,
    media: Media | None = None,
    voice: Voice | None = None,
) -> RunningCarrier:
    """Port 0 takes a free one. `voice` speaks for scripted callers; without it they have none.

    Raises OSError when the port is taken.
    """
    from helpline.practice_line.audio.routes import add_audio_routes  # noqa: PLC0415 -- needs the practice extra's sound
    from helpline.practice_line.callers.routes import add_caller_routes  # noqa: PLC0415 -- as above

    carrier = Carrier(config=config, media=media or SilentMedia())
    app = web.Application()
    app[CARRIER] = carrier
    add_rest_routes(app)
    add_control_routes(app)
    add_faults_routes(app)
    add_debugger_routes(app)
    add_audio_routes(app, carrier, carrier.media)
    add_caller_routes(app, carrier, carrier.media, voice)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    taken: int = runner.addresses[0][1]
    carrier.recordings.api_url = f"http://{host}:{taken}"
    return RunningCarrier(carrier=carrier, runner=runner, port=taken)


def run(config: CarrierConfig, host: str, port: int, voice: Voice | None = None) -> None:
    """Until told to stop."""
    asyncio.run(_run(config, host, port, voice))


async def _run(config: CarrierConfig, host: str, port: int, voice: Voice | None) -> None:
    from helpline.practice_line.audio.mixer import AudioMedia  # noqa: PLC0415 -- needs the practice extra's sound

    running = await serve(config, host=host, port=port, media=AudioMedia(), voice=voice)
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    sys.stderr.write(f"practice line on {host}:{running.port}\n")
    await stop.wait()
    await running.close()
