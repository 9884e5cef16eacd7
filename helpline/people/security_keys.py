"""Security keys (WebAuthn): what the browser is asked, and whether its answer holds."""

import ipaddress
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import structs
from webauthn.helpers.exceptions import WebAuthnException

from helpline.people.ports import Person

Words = Mapping[str, Any]


class KeyRefused(Exception):
    """The answer is not that of the key that was asked."""


@dataclass(frozen=True, slots=True)
class SecurityKeys:
    """For one public address: a key answers only the site it was enrolled on, so it cannot be phished."""

    public_url: str

    @property
    def host(self) -> str:
        return urlsplit(self.public_url).hostname or ""

    @property
    def are_possible(self) -> bool:
        """Browsers refuse keys for a bare address such as 127.0.0.1."""
        try:
            ipaddress.ip_address(self.host)
        except ValueError:
            return True
        return False

    def to_enrol(self, person: Person, known: Sequence[bytes], challenge: bytes) -> Words:
        """The options for `navigator.credentials.create`."""
        asked = webauthn.generate_registration_options(
            rp_id=self.host,
            rp_name="Helpline 111",
            user_id=person.id.encode(),
            user_name=person.login,
            user_display_name=person.name,
            challenge=challenge,
            exclude_credentials=_described(known),
        )
        return _plain(asked)

    def enrolled(self, answer: Words, challenge: bytes) -> tuple[bytes, bytes, int]:
        """Credential, public key and count of signatures. Raises KeyRefused."""
        try:
            done = webauthn.verify_registration_response(
                credential=dict(answer),
                expected_challenge=challenge,
                expected_rp_id=self.host,
                expected_origin=_origin(self.public_url),
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as fault:
            raise KeyRefused from fault
        return done.credential_id, done.credential_public_key, done.sign_count

    def to_sign_in(self, known: Sequence[bytes], challenge: bytes) -> Words:
        """The options for `navigator.credentials.get`."""
        asked = webauthn.generate_authentication_options(
            rp_id=self.host, challenge=challenge, allow_credentials=_described(known)
        )
        return _plain(asked)

    def signed(self, answer: Words, challenge: bytes, public_key: bytes, count: int) -> int:
        """The new count of signatures. Raises KeyRefused; a count that fell back is refused too."""
        try:
            done = webauthn.verify_authentication_response(
                credential=dict(answer),
                expected_challenge=challenge,
                expected_rp_id=self.host,
                expected_origin=_origin(self.public_url),
                credential_public_key=public_key,
                credential_current_sign_count=count,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError) as fault:
            raise KeyRefused from fault
        count_now: int = done.new_sign_count
        return count_now


def credential_of(answer: Words) -> bytes | None:
    """Which key says that it answers."""
    try:
        credential: bytes = webauthn.base64url_to_bytes(str(answer["rawId"]))
    except (KeyError, ValueError):
        return None
    return credential


def _described(known: Sequence[bytes]) -> list[structs.PublicKeyCredentialDescriptor]:
    return [structs.PublicKeyCredentialDescriptor(id=each) for each in known]


def _plain(asked: Any) -> Words:
    words: Words = json.loads(webauthn.options_to_json(asked))
    return words


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
