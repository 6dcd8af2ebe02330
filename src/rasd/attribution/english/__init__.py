"""Reads attributions in English."""

from rasd.attribution.english.reads import English

__all__ = ["English"]
