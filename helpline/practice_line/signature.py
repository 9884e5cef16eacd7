"""Signing what the carrier sends, as the account's owner will check it."""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping


def signature(token: str, url: str, params: Mapping[str, str | Iterable[str]]) -> str:
    """Base64 HMAC-SHA1 over the exact URL and each name with its values, by name.

    Repeated names count once per distinct value, sorted. The fragment is not part of the URL.
    """
    text = url.partition("#")[0]
    for name in sorted(params):
        values = params[name]
        distinct = [values] if isinstance(values, str) else sorted(set(values))
        text += "".join(name + value for value in distinct)
    digest = hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
