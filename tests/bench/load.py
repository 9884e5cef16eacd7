"""A bounded load on loopback: so many clients, so many seconds, pre-signed bodies, kept connections."""

import http.client
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

_FORM = {
    "AccountSid": "AC0", "ApiVersion": "2010-04-01", "From": "anonymous", "Caller": "anonymous",
    "To": "111", "Called": "111", "Direction": "inbound", "FromCity": "", "FromCountry": "",
    "ToCity": "", "ToCountry": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Seconds of every request, and requests a second over the whole run."""

    latencies: list[float]
    per_second: float


class Webhooks:
    """One client's connection, posting signed webhooks of calls that arrive and end."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._signer = url, RequestValidator(token)
        split = urlsplit(url)
        self._connection = http.client.HTTPConnection(str(split.hostname), split.port, timeout=30)

    def post(self, path: str, form: dict[str, str]) -> float:
        """Seconds until the answer was read. Raises when it is not success."""
        return self._post(path, form)[0]

    def text(self, path: str, form: dict[str, str]) -> str:
        return self._post(path, form)[1]

    def _post(self, path: str, form: dict[str, str]) -> tuple[float, str]:
        body = urlencode(form)
        signature = self._signer.compute_signature(self._url + path, form)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": signature,
        }
        started = time.perf_counter()
        self._connection.request("POST", path, body, headers)
        answer = self._connection.getresponse()
        read = answer.read().decode()
        spent = time.perf_counter() - started
        if answer.status >= 300:
            raise AssertionError(f"{path} answered {answer.status}")
        return spent, read

    def one_call(self) -> list[float]:
        """A call arrives and is hung up: two webhooks."""
        leg = f"CA{uuid.uuid4().hex}"
        arrives = {**_FORM, "CallSid": leg, "CallStatus": "ringing"}
        ends = {**_FORM, "CallSid": leg, "CallStatus": "completed"}
        return [self.post("/twilio/voice", arrives), self.post("/twilio/status", ends)]

    def close(self) -> None:
        self._connection.close()


def press(url: str, token: str, *, clients: int, seconds: float) -> Measured:
    latencies: list[float] = []
    faults: list[BaseException] = []
    until = time.perf_counter() + seconds

    def work() -> None:
        client = Webhooks(url, token)
        try:
            while time.perf_counter() < until and not faults:
                latencies.extend(client.one_call())
        except BaseException as fault:  # noqa: BLE001 -- handed to the main thread below
            faults.append(fault)
        finally:
            client.close()

    started = time.perf_counter()
    _in_threads(work, clients)
    if faults:
        raise faults[0]
    return Measured(
        latencies=latencies, per_second=len(latencies) / (time.perf_counter() - started)
    )


def _in_threads(work: Callable[[], None], number: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
