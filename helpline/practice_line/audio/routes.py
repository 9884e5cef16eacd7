"""What the practice line serves besides REST: the child's phone and the browsers' gateway."""

from aiohttp import web

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.media import Media


def add_audio_routes(app: web.Application, carrier: Carrier, media: Media) -> None:
    """Nothing yet without sound."""
