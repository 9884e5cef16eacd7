"""Where the carrier's own OpenAPI description lies: it is not ours to copy into this repository."""

import os
from pathlib import Path

_BESIDE_US = Path(__file__).parents[3] / "shared" / "data" / "twilio_api_v2010_cut.json"

DESCRIPTION = Path(os.environ.get("TWILIO_OPENAPI") or _BESIDE_US)
# A named file that is not there is a mistake to be told; none at all is a machine without it.
IS_TO_BE_JUDGED = "TWILIO_OPENAPI" in os.environ or DESCRIPTION.is_file()
