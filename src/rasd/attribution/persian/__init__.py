"""Reads attributions in Persian."""

from rasd.attribution.persian.reads import Persian

__all__ = ["Persian"]
