"""The one way out of the house: requests to the carrier, and to nobody else."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from helpline.calls.ports import CarrierFailed


@dataclass(frozen=True, slots=True)
class OnlyTo:
    """Wraps the HTTP client of the carrier's library; an address of another host is refused unasked."""

    host: str
    http: Any

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        """Raises CarrierFailed. Redirects are not followed: they could lead anywhere."""
        if urlsplit(url).netloc != self.host:
            raise CarrierFailed("a request to a host that is not the carrier's")
        options["allow_redirects"] = False
        return self.http.request(method, url, *args, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.http, name)
