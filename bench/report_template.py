"""报告模板与数据 (the report that is measured): 80 names, two loops over rows, document.xml of about 90 KB."""

from __future__ import annotations

import io
from typing import Any, Dict

import docx

NAMES = 80
_PHRASE = (
    "本单位认真落实过紧日子要求，强化预算约束，优化支出结构，提高资金使用效益，按照全面实施预算绩效管理的要求开展自评，现将有关情况说明如下。"
    * 2
)


def report_template(paragraphs: int = NAMES) -> bytes:
    """模板: headings, prose with names in it, two tables with a row for each item."""
    document = docx.Document()
    for at in range(paragraphs):
        if at % 15 == 0:
            document.add_heading(f"{at // 15 + 1}、部门决算情况", 1)
        paragraph = document.add_paragraph()
        first = paragraph.add_run(_PHRASE)
        first.bold = at % 7 == 0
        paragraph.add_run(f"收入决算 {{{{ 金额{at % NAMES} }}}} 万元，").italic = True
        paragraph.add_run(_PHRASE)
    for name in ("收入", "支出"):
        table = document.add_table(4, 5, style="Table Grid")
        for cell, text in zip(table.rows[0].cells, ("科目编码", "科目名称", "预算数", "决算数", "说明")):
            cell.text = text
        table.cell(1, 0).text = f"{{%tr for 行 in {name} %}}"
        for cell, field in zip(table.rows[2].cells, ("编码", "名称", "预算", "决算", "说明")):
            cell.text = f"{{{{ 行.{field} }}}}"
        table.cell(3, 0).text = "{%tr endfor %}"
        document.add_paragraph(
            f"{{% if {name}|length > 10 %}}共{{{{ {name}|length }}}}项。{{% else %}}略。{{% endif %}}"
        )
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def report_data(rows: int = 20) -> Dict[str, Any]:
    """数据: for the template."""
    data: Dict[str, Any] = {f"金额{at}": f"{at * 1234.5:,.2f}" for at in range(NAMES)}
    for name in ("收入", "支出"):
        data[name] = [
            {"编码": f"20{at:05d}", "名称": f"{name}科目{at}", "预算": f"{at * 7.5:.2f}", "决算": f"{at * 7.1:.2f}", "说明": "人员经费 & 公用经费"}
            for at in range(rows)
        ]  # fmt: skip
    return data
