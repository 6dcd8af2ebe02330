"""Reads attributions in Arabic: decision 0007 tells how."""

from rasd.attribution.arabic.reads import Arabic

__all__ = ["Arabic"]
