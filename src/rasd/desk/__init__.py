"""The desk: the only room that knows all the steps.

  read → attribute → find shared passages → decide their direction → group into stories
       → for each story: claims, copies, standing of each claim

``sources``  what can be given, and the articles in it
``steps``    attribution, shared passages, credits, directions
``telling``  stories, with their claims counted
``runs``     the jobs that keep nothing: trace, attribute, reuse, read
``running``  a desk that takes articles as they come

The rooms that bring heavy libraries with them (read, reuse, export) are loaded when they are needed.
"""

from rasd.desk.found import ReuseOutcome, Trace
from rasd.desk.running import Desk
from rasd.desk.runs import attribute, read, reuse, reuse_with_index, trace
from rasd.desk.sources import Item, Progress, Source

__all__ = [
    "Desk",
    "Item",
    "Progress",
    "ReuseOutcome",
    "Source",
    "Trace",
    "attribute",
    "read",
    "reuse",
    "reuse_with_index",
    "trace",
]
