"""The readers of Arabic are put together of many parts: none may take the place of another's method."""

import importlib
import inspect
import pkgutil
from collections import Counter

import pytest

from rasd.attribution import arabic

CLASSES = [
    value
    for module in pkgutil.iter_modules(arabic.__path__)
    for value in vars(importlib.import_module(f"{arabic.__name__}.{module.name}")).values()
    if inspect.isclass(value)
    and value.__module__ == f"{arabic.__name__}.{module.name}"
    and len(value.__mro__) > 2
]


@pytest.mark.parametrize("class_", CLASSES, ids=lambda class_: class_.__name__)
def test_no_method_is_there_twice(class_: type) -> None:
    names = Counter(
        name
        for part in class_.__mro__
        if part.__module__.startswith(arabic.__name__)
        for name, value in vars(part).items()
        if inspect.isfunction(value) and not name.startswith("__")
    )
    assert [name for name, times in names.items() if times > 1] == []
