"""One running LibreOffice without a screen for all tests of a module."""

from __future__ import annotations

from typing import Iterator

import pytest
from support.office import WHY_NO_OFFICE, Office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    if WHY_NO_OFFICE:
        pytest.skip(WHY_NO_OFFICE)
    with Office(tmp_path_factory.mktemp("办公 宿主")) as running:
        yield running
