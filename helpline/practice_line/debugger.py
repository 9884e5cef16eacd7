"""The debugger: what went in and out, newest first, numbers masked."""

import html
import json

from aiohttp import web

from helpline.practice_line.at_home import at_home
from helpline.practice_line.journal import Entry
from helpline.practice_line.rest.common import CARRIER

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Practice line: debugger</title><link rel="icon" href="/phone/static/icon.svg">
<link rel="stylesheet" href="/phone/static/debugger.css"></head>
<body><main><h1>Practice line: debugger</h1>
<p>Every request, document, callback, warning and fault, newest first. Reload to see more.</p>
<table><thead><tr><th>Time</th><th>What</th><th>Details</th></tr></thead><tbody>
{rows}
</tbody></table></main></body></html>
"""
# What callers send is shown as text; should that ever fail, it still does not run.
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'"


def add_debugger_routes(app: web.Application) -> None:
    app.router.add_get("/debugger", at_home(page))
    app.router.add_get("/debugger.json", at_home(as_json))


async def page(request: web.Request) -> web.Response:
    entries = list(request.app[CARRIER].journal.entries)[-300:]
    rows = "\n".join(_row(entry) for entry in reversed(entries))
    body = _PAGE.format(rows=rows).encode("utf-8", "replace")
    headers = {"Content-Security-Policy": _POLICY}
    return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)


def _row(entry: Entry) -> str:
    details = html.escape(json.dumps(entry.fields, ensure_ascii=False, default=str))
    return (
        f"<tr><td>{entry.at:%H:%M:%S}</td><td>{entry.kind}</td><td><code>{details}</code></td></tr>"
    )


async def as_json(request: web.Request) -> web.Response:
    rows = [
        {"number": entry.number, "at": entry.at.isoformat(), "kind": entry.kind, **entry.fields}
        for entry in request.app[CARRIER].journal.entries
    ]
    return web.json_response(rows, dumps=lambda value: json.dumps(value, default=str))
