"""Addresses in documents."""

from urllib.parse import urljoin


def resolve(document_url: str, url: str) -> str:
    """Against the current document; what is no address stays as it is, and fails when asked."""
    try:
        return urljoin(document_url, url) if url else document_url
    except ValueError:
        return url
