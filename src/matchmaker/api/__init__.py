"""The service over HTTP: ``create_app`` makes it from settings. Status codes live here and nowhere below."""

from matchmaker.api.app import create_app

__all__ = ["create_app"]
