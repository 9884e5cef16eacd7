"""Headers on every answer, whatever it is."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, request

from helpline.console.parts import ConsoleParts

_PUBLIC = frozenset({"static", "prompts.play", "translations.messages"})
_FAULTS = 400


def mount_headers(app: Flask, parts: ConsoleParts) -> None:
    fixed = fixed_headers(parts)

    def add(answer: Response) -> Response:
        for name, value in fixed.items():
            answer.headers.setdefault(name, value)
        if answer.status_code < _FAULTS and request.endpoint in _PUBLIC:
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
            if request.endpoint != "static":
                answer.headers["Cache-Control"] = "public, max-age=300"
        else:
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    app.after_request(add)


def wrap_headers(app: Flask, parts: ConsoleParts) -> None:
    """For what is answered before Flask is asked: the socket server's own refusals."""
    fixed, inner = fixed_headers(parts) | {"Cache-Control": "no-store"}, app.wsgi_app

    def with_headers(environ: Any, start: Callable[..., Any]) -> Any:
        def start_with(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            given = {name.lower() for name, _ in headers}
            more = [each for each in fixed.items() if each[0].lower() not in given]
            return start(status, [*headers, *more], *fault)

        return inner(environ, start_with)

    app.wsgi_app = with_headers  # type: ignore[assignment,method-assign]  # as Flask's documentation says


def fixed_headers(parts: ConsoleParts) -> dict[str, str]:
    headers = {
        "Content-Security-Policy": content_policy(parts),
        "X-Content-Type-Options": "nosniff",
        # With "no-referrer" browsers send "Origin: null" with our own forms, which we then refuse.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "microphone=(self), speaker-selection=(self), camera=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    if parts.public_url.startswith("https:"):
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return headers


def content_policy(parts: ConsoleParts) -> str:
    """Nothing inline, nothing foreign but the carrier's voice hosts, Trusted Types on."""
    own = urlsplit(parts.public_url)
    sockets = f"{'wss' if own.scheme == 'https' else 'ws'}://{own.netloc}"
    connect = " ".join(["'self'", sockets, *parts.phone.hosts])
    return "; ".join(
        (
            "default-src 'self'",
            f"connect-src {connect}",
            "img-src 'self' data:",
            "media-src 'self' mediastream: blob:",
            "script-src 'self'",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types helpline",
        )
    )
