"""A browser's sound over WebRTC, as frames of the line's own kind."""

import asyncio
import fractions
from collections.abc import Callable

import aioice.ice
import numpy as np
from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame

from helpline.practice_line.audio.frames import RATE, Sound
from helpline.practice_line.audio.resample import Resampler

_WIRE_RATE = 48_000  # Opus always runs at this
_CONNECTS_WITHIN_S = 8.0  # on one machine it takes well under one
_QUEUED = 5  # frames waiting for the encoder; older ones are dropped
# The SDK sends descriptions without candidates. With none at all aioice gives up before the
# browser's own packets can show where it is; this one, the discard port, keeps it waiting.
_NOWHERE = "a=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n"


def _loopback_only(use_ipv4: bool, use_ipv6: bool) -> list[str]:  # noqa: ARG001 -- aioice's signature
    return ["127.0.0.1"]


aioice.ice.get_host_addresses = _loopback_only  # the practice line never leaves this machine


class _Outgoing(MediaStreamTrack):
    """What the browser hears. Waits for frames rather than make up silence of its own."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self.frames: asyncio.Queue[Sound] = asyncio.Queue(_QUEUED)
        self._resampled = Resampler(from_rate=RATE, to_rate=_WIRE_RATE)
        self._sent = 0

    async def recv(self) -> AudioFrame:
        pcm = self._resampled(await self.frames.get())
        frame = AudioFrame(format="s16", layout="mono", samples=len(pcm))
        frame.planes[0].update(pcm.tobytes())
        frame.sample_rate, frame.pts = _WIRE_RATE, self._sent
        frame.time_base = fractions.Fraction(1, _WIRE_RATE)
        self._sent += len(pcm)
        return frame


class Peer:
    """One connection with one browser. `on_said` gets 20 ms at a time from its microphone."""

    def __init__(self) -> None:
        self.on_said: Callable[[Sound], None] | None = None
        self.on_unreachable: Callable[[], None] | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._outgoing = _Outgoing()
        self._listening: asyncio.Task[None] | None = None
        self._connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._connection.on("track", self._listen_to)
        self._connection.on("connectionstatechange", self._look)

    async def answer(self, offer: str) -> str:
        """Raises ValueError for an offer that cannot be met."""
        described = RTCSessionDescription(_with_candidate(offer), "offer")
        await self._connection.setRemoteDescription(described)
        self._connection.addTrack(self._outgoing)
        await self._connection.setLocalDescription(await self._connection.createAnswer())
        self._expect_sound()
        return str(self._connection.localDescription.sdp)

    async def offer(self) -> str:
        self._connection.addTrack(self._outgoing)
        await self._connection.setLocalDescription(await self._connection.createOffer())
        return str(self._connection.localDescription.sdp)

    async def accept(self, answer: str) -> None:
        """Raises ValueError for an answer that does not fit the offer."""
        described = RTCSessionDescription(_with_candidate(answer), "answer")
        await self._connection.setRemoteDescription(described)
        self._expect_sound()

    def hear(self, frame: Sound) -> None:
        frames = self._outgoing.frames
        if frames.full():
            frames.get_nowait()
        frames.put_nowait(frame)

    async def close(self) -> None:
        self.on_unreachable = None
        if self._patience is not None:
            self._patience.cancel()
        if self._listening is not None:
            self._listening.cancel()
        await self._connection.close()

    def _expect_sound(self) -> None:
        """A pair of addresses that find no way to each other would try for half a minute."""
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(_CONNECTS_WITHIN_S, self._look, True)

    def _look(self, too_late: bool = False) -> None:
        state = self._connection.connectionState
        waits_in_vain = too_late and state in {"new", "connecting"}
        if self.on_unreachable is not None and (state == "failed" or waits_in_vain):
            self.on_unreachable()

    def _listen_to(self, track: MediaStreamTrack) -> None:
        self._listening = asyncio.get_running_loop().create_task(self._listen(track))

    async def _listen(self, track: MediaStreamTrack) -> None:
        resampled: Resampler | None = None
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:  # the browser has closed its end
                return
            if not isinstance(frame, AudioFrame):
                continue
            resampled = resampled or Resampler(from_rate=frame.sample_rate, to_rate=RATE)
            sound = resampled(_mono(frame))
            if self.on_said is not None:
                self.on_said(sound)


def _mono(frame: AudioFrame) -> Sound:
    """Opus decodes to two interleaved channels, the telephone codecs to one."""
    channels = len(frame.layout.channels)
    samples = frame.to_ndarray().reshape(-1, channels)
    return np.asarray(samples.mean(axis=1), np.int16)


def _with_candidate(sdp: str) -> str:
    return sdp if "a=candidate" in sdp else sdp.replace("a=mid:", f"{_NOWHERE}a=mid:", 1)
