"""Which scripted callers there are, and letting one of them ring."""

import asyncio
import json
from collections.abc import Mapping
from functools import partial

import numpy as np
from aiohttp import web

from helpline.practice_line.audio.frames import SAMPLES, Sound
from helpline.practice_line.audio.mixer import AudioMedia
from helpline.practice_line.audio.training import NOT_A_TICKET, headers_for, is_ticket
from helpline.practice_line.audio.wav import decoded
from helpline.practice_line.callers.script import LANGUAGES, Script, scripts
from helpline.practice_line.callers.scripted_caller import ScriptedCaller, Spoken
from helpline.practice_line.callers.voice import NoVoice, Voice
from helpline.practice_line.carrier import Carrier
from helpline.practice_line.media import Media

_MENU_KEYS = {"kk": "1", "ru": "2", "en": "3"}
_FROM = "anonymous"


def add_caller_routes(
    app: web.Application, carrier: Carrier, media: Media, voice: Voice | None
) -> None:
    """Without a voice, or without sound, callers are listed and not let in."""

    async def call(request: web.Request) -> web.Response:
        script, language, headers = _wanted(await _body(request))
        if voice is None or not isinstance(media, AudioMedia):
            raise _refused(web.HTTPServiceUnavailable, "This practice line has no voices.")
        try:
            lines = await asyncio.to_thread(_spoken, script, language, voice)
        except NoVoice as fault:
            raise _refused(web.HTTPServiceUnavailable, str(fault)) from fault
        sid = carrier.place_call(_FROM, headers)
        if carrier.calls[sid].is_live:
            caller = ScriptedCaller(
                line=carrier,
                say=partial(media.say, sid),
                sid=sid,
                key=_MENU_KEYS[language],
                lines=lines,
                patience_s=script.patience_s,
                stays_s=script.stays_s,
            )
            media.attach(sid, on_frame=caller.hear, on_end=lambda: None)
        return web.json_response({"call_sid": sid}, status=201)

    app.router.add_get("/practice/scripts", _list)
    app.router.add_post("/practice/callers", call)


async def _list(_: web.Request) -> web.Response:
    rows = [{"name": each.name, "title": dict(each.title)} for each in scripts().values()]
    return web.json_response({"scripts": rows})


def _wanted(said: Mapping[str, object]) -> tuple[Script, str, dict[str, str]]:
    script = scripts().get(str(said.get("script")))
    if script is None:
        raise _refused(web.HTTPBadRequest, f"script must be one of {', '.join(scripts())}")
    language, training = said.get("language"), said.get("training")
    if language not in LANGUAGES:
        raise _refused(web.HTTPBadRequest, f"language must be one of {', '.join(LANGUAGES)}")
    if training is not None and not is_ticket(training):
        raise _refused(web.HTTPBadRequest, NOT_A_TICKET)
    return script, str(language), headers_for(None if training is None else str(training))


def _spoken(script: Script, language: str, voice: Voice) -> list[Spoken]:
    return [
        Spoken(frames=_frames(decoded(voice(line.words[language], language))), pause_s=line.pause_s)
        for line in script.lines
    ]


def _frames(sound: Sound) -> list[Sound]:
    """The last one is filled up with silence."""
    whole = np.concatenate((sound, np.zeros(-len(sound) % SAMPLES, np.int16)))
    return [whole[at : at + SAMPLES] for at in range(0, len(whole), SAMPLES)]


async def _body(request: web.Request) -> Mapping[str, object]:
    try:
        body = await request.json()
    except (LookupError, RecursionError, ValueError) as error:
        raise _refused(web.HTTPBadRequest, "JSON is expected") from error
    if not isinstance(body, dict):
        raise _refused(web.HTTPBadRequest, "a JSON object is expected")
    return body


def _refused(status: type[web.HTTPError], words: str) -> web.HTTPError:
    return status(text=json.dumps({"error": words}), content_type="application/json")
