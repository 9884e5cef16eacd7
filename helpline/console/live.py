"""Sockets: news from server to screen. A page says one thing over them: that it is alive."""

import threading
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog
from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, emit, join_room

from helpline.console.access import cookie_name, is_own_origin
from helpline.console.headers import wrap_headers
from helpline.console.parts import ConsoleParts
from helpline.console.socket_flood import SocketFlood
from helpline.console.socket_streams import OpenSocket, news_body, streams_of
from helpline.people.ports import Role

log = structlog.get_logger()
HEARTBEAT_S = 5.0
_EVERYBODY = tuple(Role)
# What a page may say, and what is said to whom: the streams of `streams_of`, in the words of the matrix.
HEARD = {
    "connect": _EVERYBODY,
    "disconnect": _EVERYBODY,
    "alive": (Role.COUNSELLOR,),
    "*": _EVERYBODY,  # anything else: counted, and not listened to
}
SAID = {
    "news of person:<own>": _EVERYBODY,
    "news of line": (Role.SUPERVISOR,),
    "resync": _EVERYBODY,
    "hb": _EVERYBODY,
    "bye": _EVERYBODY,
}
_SESSION_CHECK_S = 2.0
_REPLAY = 1000


class Waker(Protocol):
    def wait(self, timeout_s: float) -> bool: ...
    def close(self) -> None: ...
    def release(self) -> None: ...


@dataclass(slots=True, kw_only=True)
class Live:
    """Every socket of this process. Rooms are decided here, from roles read afresh."""

    socketio: SocketIO
    parts: ConsoleParts
    wake: Waker
    flood: SocketFlood = field(default_factory=SocketFlood)
    _sockets: dict[str, OpenSocket] = field(default_factory=dict, init=False)
    _up: Mapping[str, bool] | None = field(default=None, init=False)
    _seen: dict[str, int] = field(default_factory=dict, init=False)
    _stopping: threading.Event = field(default_factory=threading.Event, init=False)
    _threads: list[threading.Thread] = field(default_factory=list, init=False)

    def attach(self) -> None:
        self.socketio.on_event("connect", self._connect)
        self.socketio.on_event("disconnect", self._disconnect)
        self.socketio.on_event("alive", self._alive)
        self.socketio.on_event("*", self._foreign)
        self._seen = self.parts.streams.heads()

    def start(self) -> None:
        """The tailer and the clockwork, a thread each."""
        for run, name in ((self._tail, "tailer"), (self._tick, "ticks")):
            thread = threading.Thread(target=self._looped(run), name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        self._stopping.set()
        self.wake.close()
        for thread in self._threads:
            thread.join()

    def _looped(self, run: Callable[[], None]) -> Callable[[], None]:
        def loop() -> None:
            while not self._stopping.is_set():
                try:
                    run()
                except Exception:  # outermost frame: screens must go on after a lost database
                    log.exception("live.failed", what=run.__name__)
                    self._stopping.wait(1.0)
            if run.__name__ == "_tail":
                self.wake.release()

        return loop

    # --- what sockets do

    def _connect(self, auth: Any = None) -> None:
        """Join first, then replay: nothing can fall between the two."""
        if not is_own_origin(request.headers.get("Origin")):
            raise Refused("origin")
        found = self.parts.who(request.cookies.get(cookie_name()), self.parts.now())
        if found is None:
            raise Refused("session")
        person, session = found
        if not self.flood.may_connect(person.id, self.parts.now()):
            log.warning("socket.too_many_connects", person=person.id)
            raise Refused("too many")
        streams = streams_of(person)
        has_desk = Role.COUNSELLOR in person.roles
        socket = OpenSocket(person.id, session.digest, streams, has_desk)
        self._sockets[_sid()] = socket
        for stream in streams:
            join_room(stream)
        self._replay(socket, auth if isinstance(auth, dict) else {})

    def _replay(self, socket: OpenSocket, auth: Mapping[str, Any]) -> None:
        after = auth.get("after")
        same = auth.get("epoch") == self.parts.streams.epoch()
        for stream in socket.streams:
            last = after.get(stream) if isinstance(after, dict) else None
            if not same or not isinstance(last, int) or self._is_far(stream, last):
                emit("resync", {"stream": stream})
                continue
            for event in self.parts.streams.after(stream, last, limit=_REPLAY):
                emit("news", news_body(event))

    def _is_far(self, stream: str, last: int) -> bool:
        return not 0 <= self.parts.streams.head(stream) - last <= _REPLAY

    def _disconnect(self, *_: Any) -> None:
        self.flood.gone(_sid())
        socket = self._sockets.pop(_sid(), None)
        if socket is not None:
            self.parts.heartbeats.socket_lost(socket.person_id, _sid())

    def _alive(self, sign: Any = None, *_: Any) -> None:
        socket = self._spoken()
        if socket is None or not socket.has_desk or not isinstance(sign, dict):
            return
        self.parts.heartbeats.alive(
            socket.person_id,
            _sid(),
            softphone=sign.get("softphone") is True,
            microphone=sign.get("microphone") is True,
        )

    def _foreign(self, *_: Any) -> None:
        """Nothing else is listened to, but it counts."""
        self._spoken()

    def _spoken(self) -> OpenSocket | None:
        """Whose message it is; None when she says too much, and in the end her socket is closed."""
        sid, socket = _sid(), self._sockets.get(_sid())
        if socket is None or self.flood.may_say(sid, socket.person_id, self.parts.now()):
            return socket
        if self.flood.is_out_of_patience(sid):
            log.warning("socket.flood_closed", person=socket.person_id)
            self.socketio.server.disconnect(sid, namespace="/")
        return None

    # --- what the process does

    def _tail(self) -> None:
        """Each committed piece of news goes to this process's own sockets, in order.

        Whoever has signed out by then is shown the door first, and hears nothing of it.
        """
        self.wake.wait(1.0)
        heads = self.parts.streams.heads()
        behind = {name for name, head in heads.items() if head > self._seen.get(name, 0)}
        followed = {name for socket in list(self._sockets.values()) for name in socket.streams}
        # Who joins a stream from now on replays from the database what this leaves out.
        self._seen |= {name: heads[name] for name in behind - followed}
        if not (told := behind & followed):
            return
        self._close_dead_sessions(told)
        last = {name: self._seen.get(name, 0) for name in told}
        for event in self.parts.streams.later_than(last):
            self._emit("news", news_body(event), to=event.stream)
            self._seen[event.stream] = event.seq

    def _tick(self) -> None:
        """Once a second: heartbeats in; every five: numbers out; dead sessions closed in between."""
        for second in range(int(HEARTBEAT_S)):
            if self._stopping.wait(1.0):
                return
            self.parts.heartbeats.tick()
            if second % int(_SESSION_CHECK_S) == 0:
                self._close_dead_sessions()
        self._look_at_parts()
        heads, now = self.parts.streams.heads(), self.parts.now().isoformat()
        for sid, socket in list(self._sockets.items()):
            seqs = {stream: heads.get(stream, 0) for stream in socket.streams}
            self._emit("hb", {"seqs": seqs, "server_time": now}, to=sid)

    def _look_at_parts(self) -> None:
        """A jobs process that has died tells nobody, so boards are told to look for themselves."""
        up = {part: found.is_up for part, found in self.parts.part_states(self.parts.now()).items()}
        if self._up not in (None, up):
            self._emit("resync", {"stream": "line"}, to="line")
        self._up = up

    def _close_dead_sessions(self, about: Set[str] | None = None) -> None:
        """Of everybody here, or of those alone who would hear news of these streams."""
        there = {
            sid: socket
            for sid, socket in list(self._sockets.items())
            if about is None or not about.isdisjoint(socket.streams)
        }
        if not there:
            return
        asked = {socket.session for socket in there.values()}
        living = self.parts.who.living(asked, self.parts.now())
        for sid, socket in there.items():
            person = living.get(socket.session)
            if person is None or not socket.fits(person):  # signed out, or with another role
                self._emit("bye", {"reason": "signed_out"}, to=sid)
                self.socketio.server.disconnect(sid, namespace="/")

    def _emit(self, name: str, body: Mapping[str, Any], *, to: str) -> None:
        """To this process's sockets only: every process has a tailer of its own."""
        self.socketio.server.emit(name, body, to=to, namespace="/", ignore_queue=True)


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO puts it there


def attach_live(app: Flask, parts: ConsoleParts, wake: Waker, *, mode: str, redis_url: str) -> Live:
    """WebSocket only, our own origin only, small frames, one event at a time per socket."""
    options: dict[str, Any] = {"message_queue": redis_url} if redis_url else {}
    socketio = SocketIO(
        app,
        async_mode=mode,
        transports=["websocket"],
        cors_allowed_origins=list(parts.origins),
        max_http_buffer_size=16 * 1024,
        ping_interval=15,
        ping_timeout=10,
        async_handlers=False,
        manage_session=False,
        **options,
    )
    wrap_headers(app, parts)
    live = Live(socketio=socketio, parts=parts, wake=wake)
    live.attach()
    app.extensions["helpline_live"] = live
    return live
