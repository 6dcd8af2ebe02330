"""Packs what was worked out for a story, so that another process can be asked for it.

A value of the model, or of the lines of the store, travels as its class and its fields. The attributions
that it points to stay out: whoever unpacks it has them, and as themselves.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from rasd import model
from rasd.model import Attribution, Span
from rasd.store import lines
from rasd.store.stories import Told


def _in_fields(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """What takes a value of the class apart; much quicker than what dataclasses bring for it."""
    take = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, take(value))


_APART: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: _in_fields(kind)
    for kind in (*vars(model).values(), *vars(lines).values(), Told)
    if isinstance(kind, type) and is_dataclass(kind)
}
_APART[Span] = lambda span: (Span, tuple(span))


def attribution_at(place: int) -> Attribution:
    """Stands in what is packed for an attribution: the one at that place among those of the story.

    Raises:
        LookupError: called by itself; only unpacking knows the story.
    """
    raise LookupError(f"attribution {place} of a story that is not here: unpack it by rasd.desk.packing")


class _Packer(pickle.Pickler):
    """Leaves the attributions of a story out."""

    def __init__(self, file: io.BytesIO, attributions: Sequence[Attribution]) -> None:
        super().__init__(file, protocol=5)
        places, whole = {id(one): at for at, one in enumerate(attributions)}, _APART[Attribution]

        def apart(one: Attribution) -> tuple[Any, ...]:
            place = places.get(id(one))
            return whole(one) if place is None else (attribution_at, (place,))

        self.dispatch_table = {**_APART, Attribution: apart}


def packed(value: object, attributions: Sequence[Attribution] = ()) -> bytes:
    """A value of the model as bytes; ``attributions`` are those of its story."""
    file = io.BytesIO()
    _Packer(file, attributions).dump(value)
    return file.getvalue()


class _Unpacker(pickle.Unpickler):
    """Puts the attributions back."""

    def __init__(self, file: io.BytesIO, attributions: Sequence[Attribution]) -> None:
        super().__init__(file)
        self._attributions = attributions

    def find_class(self, module: str, name: str) -> Any:
        """What a packed value names: a class of the model, or where an attribution stands."""
        if name == attribution_at.__name__:
            return self._attributions.__getitem__
        return super().find_class(module, name)


def unpacked(packed_value: bytes, attributions: Sequence[Attribution] = ()) -> Any:
    """The value again, with the attributions themselves."""
    return _Unpacker(io.BytesIO(packed_value), attributions).load()
