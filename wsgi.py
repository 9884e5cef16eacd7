"""What a WSGI server loads."""

from helpline.app import create_app_from_environment

app = create_app_from_environment()
