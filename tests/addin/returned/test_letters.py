"""退回意见 as the accountant of a unit reads it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from support.letter_examples import FILE, FINDINGS, HEAD, RECORD, UNIT

from addin.findings import ERROR, HINT, Finding
from addin.handout.manifest import Head
from addin.returned.letters import BLANK, MOST, REMIND, RETURN, VERIFY, Addressee, kind_of, letter
from addin.returned.record import Record


def lines(data: bytes) -> list[str]:
    return [one.text for one in Document(io.BytesIO(data)).paragraphs]


def test_a_letter_says_what_was_received_what_is_wrong_and_how_to_send_again() -> None:
    text = lines(letter(Addressee(UNIT, (FILE,)), [RECORD], HEAD, office="某某市财政局"))
    assert text[0] == "关于退回某某区教育局\n2024年度绩效自评材料的意见"
    assert text[1] == "某某区教育局："
    assert text[3] == "一、收到的材料"
    assert text[4] == (
        "1.“雁某区/A0102_某某区教育局/A0102_某某区教育局.xlsx”（18,233 字节，最后保存于 2025年3月28日 16:12，"
        "SHA-256 校验码前 12 位为 3f1a9c0b77de）。"
    )
    assert "二、需要改正的问题（共 2 条）" in text
    assert (
        "1.附件2 整体支出绩效自评表!H5 “年度资金总额”的执行率得分印为“9.9”，按执行率 96.11%，10×96.11%计算，应为 9.61；请核对后改正。"
        "依据：预算执行率得分＝分值×执行率，最高不超过分值（衡阳2024年度部门整体支出绩效自评表）。"
    ) in text
    assert "三、需要核对的问题（共 1 条）" in text
    assert "四、重新报送的要求" in text
    assert any(FILE in one and "保留原文件名" in one for one in text)
    assert text[-2] == "某某市财政局"


def test_hints_are_not_told() -> None:
    assert not any("取舍范围" in one for one in lines(letter(UNIT, [RECORD], HEAD)))


def test_a_unit_that_returned_nothing_is_reminded() -> None:
    text = lines(letter(Addressee(UNIT, (FILE,)), [], HEAD))
    assert text[0] == "关于催报某某区教育局\n2024年度绩效自评材料的通知"
    assert text[2] == "截至【　　　　】，未收到你单位的2024年度绩效自评材料。"
    assert not any("问题" in one for one in text)


def test_no_deadline_office_or_date_is_invented() -> None:
    text = lines(letter(UNIT, [RECORD], HEAD))
    assert f"3.报送期限：{BLANK}；报送方式：{BLANK}。" in text
    assert text[-2:] == [BLANK, "【　　】年【　】月【　】日"]


@pytest.mark.parametrize(
    ("findings", "kind"),
    [(FINDINGS, RETURN), (FINDINGS[2:], VERIFY), (FINDINGS[3:], ""), ((), "")],
    ids=["errors", "warnings", "hints", "nothing"],
)
def test_the_kind_follows_the_worst_finding(findings: tuple[Finding, ...], kind: str) -> None:
    assert kind_of([replace(RECORD, findings=findings)]) == kind
    assert kind_of([]) == REMIND


def test_a_return_in_order_needs_no_letter() -> None:
    with pytest.raises(ValueError, match="不必发"):
        letter(UNIT, [replace(RECORD, findings=FINDINGS[3:])], HEAD)


def test_warnings_alone_send_nothing_back() -> None:
    text = lines(letter(UNIT, [replace(RECORD, findings=FINDINGS[2:])], HEAD))
    assert text[0] == "关于核对某某区教育局\n2024年度绩效自评材料的意见"
    assert not any("退回" in one for one in text)


def test_two_files_of_one_unit_are_told_apart() -> None:
    other = Record("另一份.xlsx", findings=(Finding("return.duplicate", ERROR, "与另一份重复；请只报送一份"),))
    text = lines(letter(UNIT, [RECORD, other], HEAD))
    assert "2.“另一份.xlsx”。" in text
    assert "3.文件“另一份.xlsx”：与另一份重复；请只报送一份。" in text


def test_thousands_of_problems_are_cut_with_their_count_and_where_to_find_the_rest() -> None:
    many = tuple(Finding("value.unreadable", ERROR, f"表!A{at} 不是数；请改正") for at in range(5_000))
    text = lines(letter(UNIT, [Record("甲.xlsx", findings=many)], HEAD, summary="汇总.xlsx"))
    assert "二、需要改正的问题（共 5,000 条）" in text
    assert sum("不是数；请改正" in one for one in text) == MOST == 200
    assert any(one.startswith("另有 4,800 条没有在此列出，见汇总工作簿“汇总.xlsx”。") for one in text)


@pytest.mark.parametrize(
    "hostile",
    [
        "<w:p/>&amp;]]>", "{{ 单位 }}{% for x in y %}", "\x00\x01\x1b[31m红\x7f", "一\r\n二\u2028三\t四", "\u202e反\u2066写",
        "\ud800半个", "\ufffe\uffff", "=1+1", "长" * 100_000, "𠮷𰻞", "",
    ],
)  # fmt: skip
def test_hostile_text_stays_text(hostile: str) -> None:
    finding = Finding("x", ERROR, hostile, hostile, hostile, hostile, hostile, hostile, rule=hostile, source=hostile)
    record = Record(hostile, 1, hostile, hostile, findings=(finding,) * 3)
    data = letter(
        Addressee(hostile, (hostile,)), [record, record], Head("p", 1, 2024, hostile), office=hostile, summary=hostile
    )
    text = lines(data)  # python-docx reads it: well formed
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8")
    assert len(body) < 100_000
    assert not any(sign in body for sign in "\x00\x1b\x7f\u202e\u2066\ufffe\uffff\u2028")
    assert text[-1] == "【　　】年【　】月【　】日"


def test_text_that_looks_like_a_tag_is_written_as_it_is() -> None:
    text = lines(letter("{{ 单位 }}", [RECORD], HEAD))
    assert text[1] == "{{ 单位 }}："


def test_the_same_input_gives_the_same_bytes() -> None:
    assert letter(UNIT, [RECORD], HEAD) == letter(UNIT, [RECORD], HEAD)


def test_a_pack_of_no_year_is_not_given_one() -> None:
    assert lines(letter(UNIT, [RECORD], Head("p", 1, None)))[0] == "关于退回某某区教育局绩效自评材料的意见"


def test_what_the_message_does_not_say_is_added() -> None:
    finding = Finding("x", ERROR, "金额单位不对", sheet="附件1", cell="C3", printed="1200000", expected="120")
    text = lines(letter(UNIT, [Record("甲.xlsx", findings=(finding,))], HEAD))
    assert "1.附件1!C3：金额单位不对，表中为“1200000”，应为“120”。" in text


def test_hints_are_left_out_of_the_kind() -> None:
    assert kind_of([Record("甲.xlsx", findings=(Finding("x", HINT, "仅供参考"),))]) == ""
