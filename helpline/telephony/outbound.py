"""The one way out of the house: requests to the carrier, and to nobody else."""

from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from helpline.calls.ports import CarrierFailed

Login = tuple[str, str]


class Downloads(Protocol):
    """What the carrier's library cannot do: its answers are text, and a recording is not."""

    def download(self, url: str, login: Login) -> tuple[int, bytes]:
        """Status and body. Raises OSError."""


@dataclass(frozen=True, slots=True)
class OnlyTo:
    """Wraps the HTTP client of the carrier's library; an address of another host is refused unasked."""

    host: str
    http: Any

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        """Raises CarrierFailed. Redirects are not followed: they could lead anywhere."""
        self._check(url)
        options["allow_redirects"] = False
        return self.http.request(method, url, *args, **options)

    def download(self, url: str, login: Login) -> tuple[int, bytes]:
        """Raises CarrierFailed and OSError."""
        self._check(url)
        downloads: Downloads = self.http
        return downloads.download(url, login)

    def _check(self, url: str) -> None:
        if urlsplit(url).netloc != self.host:
            raise CarrierFailed("a request to a host that is not the carrier's")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.http, name)
