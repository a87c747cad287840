"""The container, read back by olefile."""

from __future__ import annotations

import io

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.build.excel.compound import compound_file

NAMES = st.text("abcdefgXYZ_0123", min_size=1, max_size=31)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(NAMES, st.one_of(st.binary(max_size=200), st.binary(min_size=4090, max_size=9000)), max_size=12),
    st.dictionaries(NAMES, st.binary(max_size=5000), max_size=4),
)
def test_every_stream_comes_back(streams: dict[str, bytes], inner: dict[str, bytes]) -> None:
    # names that differ in case only are one name to such a file
    streams = {name.upper(): content for name, content in streams.items()}
    inner = {name.upper(): content for name, content in inner.items()}
    streams.pop("FOLDER", None)
    with olefile.OleFileIO(io.BytesIO(compound_file({**streams, "FOLDER": inner}))) as found:
        expected = [[name] for name in streams] + [["FOLDER", name] for name in inner]
        assert sorted(found.listdir()) == sorted(expected)
        for name, content in streams.items():
            assert found.openstream(name).read() == content
        for name, content in inner.items():
            assert found.openstream(["FOLDER", name]).read() == content
        assert found.parsing_issues == []


def test_megabytes_need_more_than_one_allocation_sector() -> None:
    content = bytes(range(256)) * 8192
    with olefile.OleFileIO(io.BytesIO(compound_file({"large": content}))) as found:
        assert found.openstream("large").read() == content
        assert found.num_fat_sectors > 1


def test_more_than_the_header_can_list_is_refused() -> None:
    with pytest.raises(ValueError, match="VBA 工程过大"):
        compound_file({"large": bytes(8_000_000)})


def test_a_long_name_is_refused() -> None:
    with pytest.raises(ValueError, match="超过 31 个字符"):
        compound_file({"n" * 32: b""})
