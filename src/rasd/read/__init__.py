"""From anything a user names to a stream of articles with verbatim text."""

from rasd.read.inputs import Reading, count_hint, read_inputs

__all__ = ["Reading", "count_hint", "read_inputs"]
