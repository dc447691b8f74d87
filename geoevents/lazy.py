"""Names of a package that are loaded when they are first asked for: small commands start fast."""

from __future__ import annotations

TYPE_CHECKING = False  # as in __init__.py

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package.

    Parameters
    ----------
    package
        Its ``__name__``.
    homes
        Public name -> the module below the package that has it.

    >>> lazily("geoevents", {"METERS": "units"})("METERS")["mile"]
    1609.344
    """

    def load(name: str) -> Any:  # noqa: ANN401  a public name may be anything
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415  one name, when it is asked for

        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return load
