"""For all tests: no network, and the option that accepts new seeds."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# No deadlines: a busy machine is no bug, and time is measured in benchmarks/.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-seeds", action="store_true", help="write seeds/*.expected.geojson anew; review the difference"
    )
    parser.addoption(
        "--renew-pictures",
        action="store_true",
        help="keep the maps as they look now in tests/browser/kept; look at them",
    )


def is_near(address: Any) -> bool:
    """Whether an address is this machine: Playwright and process pools talk to it."""
    if not isinstance(address, tuple):
        return True  # a unix socket
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Fail loudly whatever tries to leave the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_near(address):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
