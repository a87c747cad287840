"""全国通用模板的申报表、监控表: filled in by hand, read and checked."""

import io

import openpyxl
import pytest

from addin.commands.check import check
from addin.commands.profile import choose_profile
from addin.forms.recognise import recognise
from addin.package.reading import open_workbook
from addin.packs.list import load_pack


def found(form):
    return [(one.code, one.severity, one.cell) for one in check(form, choose_profile(form).profile)]


@pytest.fixture
def national():
    return openpyxl.load_workbook(load_pack("cn/national").workbook)


def forms_of(book):
    stream = io.BytesIO()
    book.save(stream)
    return {form.kind: form for form in recognise(open_workbook(stream.getvalue()).grids()).forms}


def test_the_declaration_of_the_national_pack_is_read_and_checked(national):
    sheet = national["项目支出绩效目标申报表"]
    for cell, value in {
        "C3": "防火演练", "E6": 100, "E7": 80, "E8": 30, "D11": "演练次数", "E11": "≥", "F11": 2, "G11": "次", "H11": 90, "H38": 90,
        "D12": "参加人数",
    }.items():  # fmt: skip
        sheet[cell] = value
    form = forms_of(national)["declaration"]
    assert (form.project, [row.name for row in form.indicators]) == ("防火演练", ["演练次数", "参加人数"])
    assert found(form) == [("budget.sum", "error", "E6"), ("value.missing", "hint", "F12")]


def test_the_monitoring_table_of_the_national_pack_is_read_and_checked(national):
    sheet = national["绩效目标执行监控表"]
    for cell, value in {
        "M3": 7, "D6": 100, "E6": 100, "F6": 90, "G6": 0.8, "H6": None, "K6": "黄灯", "D7": 100, "E7": 100, "F7": 90, "G7": None,
        "D13": "演练次数", "E13": "≥2次", "F13": "1次", "M13": "雨季",
    }.items():  # fmt: skip
        sheet[cell] = value
    form = forms_of(national)["monitoring"]
    assert (form.month, form.indicators[0].text("deviation")) == (7, "雨季")
    codes = [one for one in found(form) if one[0] != "value.stale"]
    # 90/100 against 80 %; 90/100/(7/12) = 154 %, green
    assert codes == [("rate.mismatch", "error", "G6"), ("monitor.light", "hint", "K6")]
