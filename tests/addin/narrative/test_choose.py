"""选择模板包和报告模板."""

import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from support.packkit import PACK, write_pack
from support.report_books import CHANGJI

from addin.commands.new import new_file
from addin.commands.report import report_file
from addin.hosts.files import read
from addin.narrative.choose import fitting_packs, report_template
from addin.package.problems import PackageProblem
from addin.packs.list import load_pack, packs


@pytest.mark.parametrize("pack", [pack.name for pack in packs()])
def test_a_workbook_made_of_a_pack_is_known_as_that_pack_s(tmp_path: Path, pack: str) -> None:
    new_file(pack, tmp_path / "新 建.xlsx")
    assert [one.name for one in fitting_packs(read(tmp_path / "新 建.xlsx"), packs())] == [pack]


def test_a_workbook_without_its_defined_names_is_known_by_its_sheets(tmp_path: Path) -> None:
    book = load_workbook(CHANGJI, data_only=True)
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.save(tmp_path / "无 名.xlsx")
    assert [one.name for one in fitting_packs(read(tmp_path / "无 名.xlsx"), packs())] == ["cn/xinjiang/changji/2024"]


def test_a_pack_of_ones_own_brings_its_report(tmp_path: Path) -> None:
    root = tmp_path / "我的 模板包"
    folder = write_pack(root, text=PACK.replace("year = 2024", 'year = 2024\nreport = "自评报告"'))
    document = Document()
    document.add_heading("一、概况", 1)
    document.add_paragraph("{{ 单位名称 }}{{ 年度 }}年度")
    document.save(folder / "自评报告.docx")
    name = folder.relative_to(root).as_posix()
    assert report_template(load_pack(name, root)) == folder / "自评报告.docx"
    new_file(name, tmp_path / "表.xlsx", root=root)
    report = report_file(tmp_path / "表.xlsx", tmp_path / "报告.docx", root=root)
    assert report.pack == name
    assert [one.text for one in report.paragraphs][:1] == ["一、概况"]


def test_a_pack_without_a_report_says_which_have_one(tmp_path: Path) -> None:
    root = tmp_path / "包"
    folder = write_pack(root)
    shutil.copy(folder / "自评.xlsx", tmp_path / "表.xlsx")
    with pytest.raises(PackageProblem, match="没有报告模板"):
        report_file(tmp_path / "表.xlsx", tmp_path / "报告.docx", pack=folder.relative_to(root).as_posix(), root=root)
