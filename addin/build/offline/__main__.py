"""收集离线安装包: ``python -m addin.build.offline [-o 文件夹]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .gather import GatherFailed, gather, sizes


def main() -> int:
    """收集, then say how large it is."""
    parser = argparse.ArgumentParser(description="收集离线安装包")
    parser.add_argument("-o", "--output", default="build/offline", type=Path)
    out = parser.parse_args().output
    try:
        gather(out, lambda line: print(line, file=sys.stderr))
    except GatherFailed as problem:
        print(f"没有收集成：{problem}", file=sys.stderr)
        return 1
    for name, size in sizes(out).items():
        print(f"{name or out}：{size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
