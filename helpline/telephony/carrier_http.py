"""The carrier library's HTTP client, which can also fetch what is not text."""

from twilio.http.http_client import TwilioHttpClient

from helpline.telephony.outbound import Login


class CarrierHttp(TwilioHttpClient):  # type: ignore[misc]  # the library says nothing of its types
    """`timeout_s` for each request; the library's own default is to wait for ever."""

    def __init__(self, timeout_s: float) -> None:
        super().__init__(timeout=timeout_s)

    def download(self, url: str, login: Login) -> tuple[int, bytes]:
        """Over the same connections; redirects are not followed."""
        answer = self.session.get(url, auth=login, timeout=self.timeout, allow_redirects=False)
        return answer.status_code, answer.content
