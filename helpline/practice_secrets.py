"""Keys and account words for practice mode, made once and kept in the data folder."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from config import Config

_FILE = "practice-secrets.json"


def with_secrets(config: Config) -> Config:
    """In practice mode what is not set is made up, once, so that every process reads the same.

    With a real carrier nothing is made up: `load_config` has refused what is missing.
    """
    if not config.practice:
        return config
    kept = _kept(config.data_dir)
    missing = {name: kept[name] for name in kept if not getattr(config, name)}
    missing.setdefault("api_url", config.api_url or f"http://127.0.0.1:{config.practice_port}")
    return replace(config, **missing)  # type: ignore[arg-type]  # every one of them is text


def _kept(folder: Path) -> Mapping[str, str]:
    path = folder / _FILE
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _write_once(path, json.dumps(_made_up()))
    words: dict[str, str] = json.loads(path.read_text("utf-8"))
    return words


def _write_once(path: Path, text: str) -> None:
    """Two processes may start together: the first one's file stands."""
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first, and its words are as good as ours
    finally:
        draft.unlink()


def _made_up() -> Mapping[str, str]:
    return {
        "secret_key": secrets.token_urlsafe(48),
        "master_key": secrets.token_hex(32),
        "account_sid": f"AC{secrets.token_hex(16)}",
        "auth_token": secrets.token_hex(16),
        "api_key_sid": f"SK{secrets.token_hex(16)}",
        "api_key_secret": secrets.token_hex(16),
        "application_sid": f"AP{secrets.token_hex(16)}",
    }
