"""The practice line as a process of its own: `python -m tests.bench.practice_line <address of the account>`."""

import sys

from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.serve import run
from tests.practice_line.audio.stage import ACCOUNT, APPLICATION, KEY, SECRET, TOKEN

if __name__ == "__main__":
    account, port = sys.argv[1:]
    config = CarrierConfig(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_key_sid=KEY,
        api_key_secret=SECRET,
        application_sid=APPLICATION,
        voice_url=f"{account}/voice",
        application_voice_url=f"{account}/client",
    )
    run(config, "127.0.0.1", int(port))
