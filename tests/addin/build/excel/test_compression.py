"""What compress writes, read back by oletools."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.vba_reader import decompress_stream

from addin.build.excel.compression import CHUNK, compress


def read(data: bytes) -> bytes:
    return bytes(decompress_stream(bytearray(data)))


@given(st.binary(max_size=3500))
def test_any_short_bytes_come_back(data: bytes) -> None:
    assert read(compress(data)) == data


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["Public Function ", "End Sub\r\n", "    ", "\\u6309", "x", "PERF_SCORE("]), max_size=3000)
)
def test_text_of_several_chunks_comes_back(words: list[str]) -> None:
    data = "".join(words).encode("ascii")
    assert read(compress(data)) == data


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4095, 4096, 4097, 8191, 8192, 8193, 20000])
def test_sizes_around_a_chunk_come_back(size: int) -> None:
    data = (b"' a line of text that repeats\r\n" * 1000)[:size]
    assert read(compress(data)) == data


def test_a_whole_chunk_that_does_not_get_smaller_is_stored_as_it_is() -> None:
    data = random.Random(1).randbytes(CHUNK) + b"and an ending"
    packed = compress(data)
    assert read(packed) == data
    assert data[:CHUNK] in packed


def test_a_last_piece_that_would_grow_is_refused() -> None:
    with pytest.raises(ValueError, match="格式容不下"):
        compress(random.Random(1).randbytes(CHUNK - 1))


@pytest.mark.parametrize(
    ("plain", "packed"),
    [
        (
            "abcdefghijklmnopqrstuv.",
            "01 19 B0 00 61 62 63 64 65 66 67 68 00 69 6A 6B 6C 6D 6E 6F 70 00 71 72 73 74 75 76 2E",
        ),
        (
            "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
            "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 20 6D 6E 6F"
            "70 06 71 02 70 04 00 72 73 74 75 76 10 77 78 79 7A 00 2C",
        ),
        ("a" * 73, "01 03 B0 02 61 45 00"),
    ],
    ids=["no compression", "normal compression", "maximum compression"],
)
def test_the_examples_of_the_specification(plain: str, packed: str) -> None:
    """[MS-OVBA] 3.2.1 to 3.2.3."""
    assert compress(plain.encode()) == bytes.fromhex(packed)
    assert read(bytes.fromhex(packed)) == plain.encode()
