"""运行全部性能对比 (run all): prints the tables and writes docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import List, Sequence

REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"

_HEAD = """# 速度与内存

由 `make bench` 生成，同一次运行内交替测量取中位数；绝对时间随机器变化，应看比值。openpyxl 一栏只是按地址填同样的格，
不认表、不读规则、不校验，保存时丢掉缓存值和一部分内容；jixiao 一栏是完整的 `jixiao score`：读取、识别、计算、校验、写入并复核。
"""


def table(head: Sequence[str], rows: List[List[str]]) -> str:
    """Markdown 表格."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def main() -> None:
    """测量并写报告."""
    # here, so that the processes that measure memory do not load pandas with this file
    from . import cell_functions, fill_units, issue_rollup, libreoffice_functions, report, score_form

    parts = [
        _HEAD,
        f"环境：Python {platform.python_version()}，{platform.system()}，{os.cpu_count()} 核。\n",
        "## 单元格函数 PERF_SCORE\n",
        table(("方式", "速度", "波动"), cell_functions.run()) + "\n",
        "## LibreOffice 中的 PERF_SCORE（10,000 行，重算一次）\n",
        libreoffice_functions.why_not() or table(("做法", "中位数", "每行", "倍数"), libreoffice_functions.run()),
        "",
        "## 填写一张表（10 行指标）\n",
        table(("做法", "中位数", "倍数"), score_form.against_openpyxl()) + "\n",
        "## 填写一张表（100 行指标）\n",
        table(("做法", "中位数", "倍数"), score_form.against_openpyxl(100)) + "\n",
        "## 随规模的变化（含启动后首次运行，单独进程）\n",
        table(
            ("规模", "jixiao", "每行", "内存峰值", "openpyxl", "openpyxl 内存峰值"),
            score_form.growth(),
        )
        + "\n",
        "## 给许多单位填同一张表、再读回（3 张表、100 格，内存中）\n",
        table(("做法", "每个单位", "倍数"), fill_units.filling() + fill_units.reading()) + "\n",
        table(("规模", "jixiao", "每个单位", "内存峰值"), fill_units.growth()) + "\n",
        "## 下发与汇总，端到端（衡阳 2024 模板包，2 个进程；含启动、写盘、清单、校验、汇总表）\n",
        "库一栏只测 20 个单位，按每个单位的时间比较；它不加锁、不校验、不留进度，启动和载入库的时间不计。\n",
        table(("做法", "耗时", "每个单位", "倍数"), issue_rollup.against_libraries()) + "\n",
        "## 下发与汇总随单位数的变化（内存峰值：命令本身 / 最大的一个工作进程）\n",
        table(("规模", "耗时", "每个单位", "内存峰值"), issue_rollup.growth()) + "\n",
        "## 生成一份报告（正文 XML 约 90 KB，80 处数据，两个逐行循环的表，各 20 行）\n",
        table(("做法", "中位数", "倍数"), report.against_docxtpl()) + "\n",
        "## 多份报告和长表（单独进程，含读入模板）\n",
        table(("规模", "jixiao", "内存峰值", "docxtpl", "docxtpl 内存峰值", "倍数"), report.many()) + "\n",
        "## 工作表转成 Word 附表（单独进程；python-docx 一栏只写文字，没有线框、合并、列宽）\n",
        table(("规模", "jixiao", "内存峰值", "python-docx", "python-docx 内存峰值", "倍数"), report.attached()),
    ]
    text = "\n".join(parts) + "\n"
    print(text)
    REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
