"""The pages people open: every one a plain link, the two live ones with an island of script."""

from flask import Flask


def mount_pages(app: Flask) -> None:
    """Blueprints of pages."""
