"""Data files: TOML where it can be read, the compiled JSON where it cannot."""

import datetime
import sys
from decimal import Decimal

import pytest

from udfs.core import data

TEXT = 'name = "甲"\nhalf = 0.5\nday = 2026-11-22\n[inner]\nwords = ["一", "二"]\n'
WANTED = {"name": "甲", "half": Decimal("0.5"), "day": datetime.date(2026, 11, 22), "inner": {"words": ["一", "二"]}}
HAS_TOML = sys.version_info >= (3, 11)
needs_toml = pytest.mark.skipif(not HAS_TOML, reason="编译数据文件需要 Python 3.11")


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "规则 一" / "cn"
    folder.mkdir(parents=True)
    (folder / "甲.toml").write_text(TEXT, encoding="utf-8")
    return folder.parent


@needs_toml
def test_toml_and_compiled_json_give_the_same(root, monkeypatch):
    assert data.load_toml(root / "cn" / "甲.toml") == WANTED
    data.compile_root(root)
    monkeypatch.setattr(data, "tomllib", None)
    assert data.load_toml(root / "cn" / "甲.toml") == WANTED


@needs_toml
def test_the_compiled_json_alone_is_enough(root, monkeypatch):
    data.compile_root(root)
    (root / "cn" / "甲.toml").unlink()
    monkeypatch.setattr(data, "tomllib", None)
    assert [path.name for path in data.list_toml(root)] == ["甲.toml"]
    assert data.load_toml(root / "cn" / "甲.toml") == WANTED


@needs_toml
def test_a_compiled_json_older_than_its_toml_is_refused(root, monkeypatch):
    data.compile_root(root)
    (root / "cn" / "甲.toml").write_text(TEXT.replace("甲", "乙"), encoding="utf-8")
    monkeypatch.setattr(data, "tomllib", None)
    with pytest.raises(data.DataError, match=r"甲\.toml：compiled\.json 已过期.*python -m udfs\.core\.data"):
        data.load_toml(root / "cn" / "甲.toml")


def test_without_tomllib_and_json_the_message_says_what_to_run(root, monkeypatch):
    monkeypatch.setattr(data, "tomllib", None)
    with pytest.raises(
        data.DataError, match=r"没有 tomllib，也没有编译好的 compiled\.json.*python -m udfs\.core\.data"
    ):
        data.load_toml(root / "cn" / "甲.toml")


def test_a_broken_compiled_json_is_refused(root, monkeypatch):
    (root / data.COMPILED).write_text("{", encoding="utf-8")
    monkeypatch.setattr(data, "tomllib", None)
    with pytest.raises(data.DataError, match="已损坏"):
        data.load_toml(root / "cn" / "甲.toml")


@needs_toml
def test_what_is_no_toml_is_refused_with_its_name(root):
    (root / "cn" / "甲.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(data.DataError, match=r"甲\.toml：不是有效的 TOML 文件"):
        data.load_toml(root / "cn" / "甲.toml")


@needs_toml
def test_a_missing_file_is_named(root):
    with pytest.raises(data.DataError, match=r"丙\.toml：无法读取"):
        data.load_toml(root / "cn" / "丙.toml")


@needs_toml
def test_the_command_compiles_given_folders_and_says_so(root, capsys):
    assert data.main([str(root)]) == 0
    assert "compiled.json" in capsys.readouterr().out


def test_the_default_folders_hold_rules_and_lexicon():
    assert [folder.name for folder in data.default_roots()] == ["rules", "forms", "accounts"]
