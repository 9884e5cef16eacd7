"""Deleting the carrier's own record of a call."""

from collections.abc import Callable
from typing import Any

from helpline.calls.ports import CarrierFailed

_NOT_FOUND = 404


def forget_call_at(client: Callable[[], Any]) -> Callable[[str], None]:
    """Deletes one record by its id; one that is gone already is no fault. Raises CarrierFailed."""

    def forget(leg: str) -> None:
        from twilio.base.exceptions import TwilioException, TwilioRestException  # noqa: PLC0415 -- slow import

        try:
            client().calls(leg).delete()
        except TwilioRestException as error:
            if error.status != _NOT_FOUND:
                raise CarrierFailed(f"forget call: {error.status} {error.code}") from error
        except (TwilioException, OSError) as error:
            raise CarrierFailed(f"forget call: {type(error).__name__}") from error

    return forget
