"""``python -m addin.build.excel``: writes addin/excel/ anew after a change to the modules."""

from __future__ import annotations

from addin.version import version

from .modules import TEXT, text_files


def main() -> None:
    """重写 addin/excel 中的模块文本; files that no longer belong there go."""
    files = text_files(version())
    TEXT.mkdir(exist_ok=True)
    for old in TEXT.iterdir():
        if old.suffix in (".bas", ".cls") and old.name not in files:
            old.unlink()
    for name, text in files.items():
        (TEXT / name).write_text(text, "ascii", newline="\n")
    print(f"{TEXT}: {len(files)}")


if __name__ == "__main__":
    main()
