"""The least a webhook can be: the same Flask, the signature, one insert and commit, TwiML."""

import os
import uuid

import sqlalchemy as sa
from flask import Flask, Response, abort, request
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import VoiceResponse

from helpline.store.database import open_database
from helpline.telephony.signature import is_genuine

app = Flask(__name__)
_database = open_database(os.environ["BARE_DATABASE_URL"])
_table = sa.Table(
    "bare", sa.MetaData(), sa.Column("id", sa.String(64)), sa.Column("leg", sa.String(64))
)
_url, _token = os.environ["BARE_PUBLIC_URL"], os.environ["BARE_TOKEN"]
_validator = RequestValidator(_token)


@app.post("/twilio/<path:_rest>")
def webhook(_rest: str) -> Response:
    if not is_genuine(request, public_url=_url, auth_token=_token):
        abort(403)
    with _database.writing() as connection:
        row = {"id": uuid.uuid4().hex, "leg": request.form["CallSid"]}
        connection.execute(sa.insert(_table).values(**row))
    response = VoiceResponse()
    response.play("/prompts/kk/greeting.wav")
    response.redirect("/twilio/voice/turn")
    return Response(str(response), mimetype="text/xml")


@app.get("/healthz")
def alive() -> str:
    return "alive"
