"""Is this webhook really from the carrier? Checked before anything in it is read."""

from flask import Request
from twilio.request_validator import RequestValidator


def is_genuine(request: Request, *, public_url: str, auth_token: str) -> bool:
    """Against the configured public address, never the Host header, which anybody may write.

    Without a signature the answer is no: the validator itself would raise on None.
    Source: telephony facts, "RequestValidator.validate(url, params, None) raises TypeError".
    """
    signature = request.headers.get("X-Twilio-Signature")
    if not signature:
        return False
    query = request.query_string.decode("latin-1")
    url = f"{public_url}{request.path}" + (f"?{query}" if query else "")
    validator = RequestValidator(auth_token)
    if request.mimetype == "application/x-www-form-urlencoded" or request.method == "GET":
        return bool(validator.validate(url, request.form, signature))
    # With any other body only its hash can be signed; without the hash the body proves nothing.
    if "bodySHA256" not in request.args:
        return False
    body = request.get_data(cache=True).decode("utf-8", "replace")
    return bool(validator.validate(url, body, signature))
