"""Text reuse: the passages that articles share, verbatim or lightly edited, and who had them first.

The doors are :func:`rasd.reuse.find.find_passages`, :func:`rasd.reuse.find.passages_between` and
:func:`rasd.reuse.direction.decide`. How it decides is told in ``docs/reuse.md``.
"""
