"""What was read so far, in a file beside the output: a run that was interrupted goes on where it stopped.

The file is a row of frames, each with its length and check sum, so that a frame that was cut off by a crash is seen and
left out. A frame holds what one file of reports gave, by a key of everything that it depends on, or a stretch of bytes
that several of them share (outlines of countries, as a rule), by its hash. Nothing in such a file can run: it is
unpickled with the values of geoevents alone, and what does not fit is read again.
"""

from __future__ import annotations

import builtins
import dataclasses
import hashlib
import io
import pickle
import struct
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO

from geoevents.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geoevents.pipeline.reading import Batch, File

MAGIC = b"geoevents journal 1\n"
_FRAME = struct.Struct("<c16sII")  # kind, key, length, check sum
_RESULT, _BYTES = b"R", b"B"
# Shorter stretches of bytes stay where they are.
_SHARED = 1_000
# Functions and classes of others that our values are made with.
_ALLOWED = frozenset({
    ("datetime", "datetime"), ("datetime", "timedelta"), ("datetime", "timezone"), ("functools", "partial"),
    ("builtins", "frozenset"), ("builtins", "set"),
    ("geoevents.model.places", "_shape_from_wkb"), ("geoevents.model.places", "_shape_of_place"),
    ("geoevents.model.places", "outline"),
})  # fmt: skip


class Journal:
    """Results by file, kept as they come.

    Parameters
    ----------
    path
        The file; one that cannot be written is as none.
    settings
        Everything beside the file itself that its result depends on, as text.
    resume
        Keep what is in the file; else it is begun anew.
    """

    def __init__(self, path: Path, settings: str, gazetteer: Gazetteer, *, resume: bool) -> None:
        self._settings = settings
        self._gazetteer = gazetteer
        self._places: dict[tuple[bytes, bytes], tuple[int, int]] = {}
        self.hits = 0
        self._file = _opened(path, resume=resume)
        if self._file is not None:
            self._index(self._file)
        self.found = sum(kind == _RESULT for kind, _ in self._places)

    def key(self, file: File) -> bytes:
        """Key of a file: its content, its name, and all settings."""
        source = file.source
        told = "\0".join((self._settings, source.sha256, source.name, source.ending, repr(file.options)))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()[:16]

    def get(self, file: File) -> Batch | None:
        """What the file gave, or None."""
        place = self._places.get((_RESULT, self.key(file)))
        if self._file is None or place is None:
            return None
        try:
            found: Batch = _Unpickler(io.BytesIO(self._load(*place)), self._bytes, self._gazetteer).load()
        except Exception:  # noqa: BLE001  whatever is wrong with it, the file can be read again
            return None
        self.hits += 1
        return found

    def add(self, file: File, batch: Batch) -> None:
        """Keep what a file gave."""
        if self._file is None:
            return
        data = io.BytesIO()
        try:
            _Pickler(data, self._share, self._gazetteer).dump(batch)
            self._write(_RESULT, self.key(file), data.getvalue())
            self._file.flush()
        except (OSError, pickle.PicklingError, TypeError, AttributeError):
            self.close()  # a full disk ends the journal, not the run

    def close(self) -> None:
        """End writing."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _index(self, file: BinaryIO) -> None:
        """Where each frame is; what follows the last whole one is cut off."""
        file.seek(0)
        good = len(MAGIC)
        if file.read(good) != MAGIC:
            file.truncate(0)
            file.seek(0)
            file.write(MAGIC)
            return
        while len(head := file.read(_FRAME.size)) == _FRAME.size:
            kind, key, length, check = _FRAME.unpack(head)
            data = file.read(length)
            if len(data) != length or zlib.crc32(data) != check:
                break
            self._places[kind, key] = (good + _FRAME.size, length)
            good += _FRAME.size + length
        file.truncate(good)
        file.seek(good)

    def _write(self, kind: bytes, key: bytes, data: bytes) -> None:
        assert self._file is not None
        packed = zlib.compress(data, 1)
        start = self._file.seek(0, io.SEEK_END)
        self._file.write(_FRAME.pack(kind, key, len(packed), zlib.crc32(packed)) + packed)
        self._places[kind, key] = (start + _FRAME.size, len(packed))

    def _load(self, start: int, length: int) -> bytes:
        assert self._file is not None
        self._file.seek(start)
        return zlib.decompress(self._file.read(length))

    def _share(self, data: bytes) -> bytes:
        key = hashlib.sha256(data).digest()[:16]
        if (_BYTES, key) not in self._places:
            self._write(_BYTES, key, data)
        return key

    def _bytes(self, key: bytes) -> bytes:
        return self._load(*self._places[_BYTES, key])


def _opened(path: Path, *, resume: bool) -> BinaryIO | None:
    try:
        if not resume or not path.exists():
            path.write_bytes(MAGIC)
        return path.open("r+b")
    except OSError:
        return None


class _Pickler(pickle.Pickler):
    """Long stretches of bytes go out by their hash, the gazetteer by its name."""

    def __init__(self, file: io.BytesIO, share: Callable[[bytes], bytes], gazetteer: Gazetteer) -> None:
        super().__init__(file, protocol=5)
        self._share, self._gazetteer = share, gazetteer

    def persistent_id(self, obj: Any) -> Any:  # noqa: ANN401  pickle's signature
        """What stands for an object."""
        if type(obj) is bytes and len(obj) > _SHARED:
            return self._share(obj)
        return "gazetteer" if isinstance(obj, Gazetteer) and obj.path == self._gazetteer.path else None


class _Unpickler(pickle.Unpickler):
    """Makes values of geoevents and nothing else."""

    def __init__(self, file: io.BytesIO, shared: Callable[[bytes], bytes], gazetteer: Gazetteer) -> None:
        super().__init__(file)
        self._shared, self._gazetteer = shared, gazetteer

    def persistent_load(self, pid: Any) -> Any:  # noqa: ANN401  pickle's signature
        """The object that something stands for."""
        return self._gazetteer if pid == "gazetteer" else self._shared(pid)

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  pickle's signature
        """A class or function, if it is one that our values are made with."""
        if (module, name) == ("builtins", "getattr"):
            return self._part
        found = super().find_class(module, name) if module.partition(".")[0] == "geoevents" else None
        if isinstance(found, type) and dataclasses.is_dataclass(found):
            return found
        if (module, name) in _ALLOWED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no value of geoevents")

    def _part(self, owner: Any, name: str) -> Any:  # noqa: ANN401  as getattr
        """Methods of the gazetteer by which places find their geometries, and nothing else."""
        if owner is self._gazetteer and name in {"geometry_of", "_union"}:
            return builtins.getattr(owner, name)
        raise pickle.UnpicklingError(f"{name} is no part of a value")
