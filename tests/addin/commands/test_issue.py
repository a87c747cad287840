"""Handing out: what is in every unit's files, what a second run does again, and what stands in the way of a unit."""

from __future__ import annotations

import errno
import hashlib
import json
import random

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.make_units import FILE
from support.registers import HEAD, many, write_register

from addin.commands.issue import JOURNAL, IssueError, issue, prepare
from addin.handout.identity import Identity, identity_of
from addin.handout.manifest import read_manifest
from addin.package.container import Container
from addin.package.parts import Parts
from addin.package.properties import read_properties
from addin.package.reading import open_workbook
from addin.packs.list import load_pack
from addin.packs.model import PackError
from addin.places import PlaceError, place
from addin.places.local import LocalPlace

PACK = "cn/hunan/hengyang/2024"
BASIC, UNIT = "附件1 基础数据表", "附件2 整体支出绩效自评表"
WITH_STAFF = (*HEAD, "编制数")


def run(path, out, report=False, **options):
    ready = prepare(path)
    assert ready.findings == []
    return issue(ready, place(out), jobs=1, report=report, **options)


def units(out):
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    head, entries = read_manifest(lines)
    return head, {entry.unit: entry for entry in entries}


def everything(folder):
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    out = tmp_path_factory.mktemp("下发 示例") / "某县 2024"
    made = issue(prepare(FILE), place(out), jobs=1)
    assert (made.written, made.unchanged, made.failed) == (30, 0, [])
    return out


def test_every_unit_has_a_folder_with_its_workbook_and_report(example):
    folders = sorted(one.name for one in example.iterdir() if one.is_dir())
    assert len(folders) == 30
    assert "001001_云岭县第一中学" in folders
    assert sorted(one.name for one in (example / "001001_云岭县第一中学").iterdir()) == [
        "001001_云岭县第一中学.xlsx",
        "001001_云岭县第一中学_部门整体支出绩效自评报告.docx",
    ]
    assert sorted(one.name for one in example.iterdir() if one.is_file()) == ["manifest.jsonl", "下发清单.xlsx"]


def test_openpyxl_reads_the_values_of_the_register_locked_and_the_rest_open(example):
    book = openpyxl.load_workbook(example / "0010_云岭县教育局/0010_云岭县教育局.xlsx")
    basic, unit = book[BASIC], book[UNIT]
    # 46 people, 0.12 for each on receptions and 0.2 on cars: tests/support/make_units.py
    assert (basic["B3"].value, basic["B5"].value, basic["F10"].value, basic["F8"].value) == (
        "云岭县教育局",
        46,
        5.52,
        9.2,
    )
    assert unit["D3"].value == "云岭县教育局"
    for cell in (basic["B3"], basic["B5"], basic["F8"], basic["F10"], unit["D3"]):
        assert cell.protection.locked
    for cell in (basic["D5"], basic["F9"], unit["E5"], unit["D14"]):
        assert not cell.protection.locked
    assert basic.protection.sheet
    assert not basic.protection.password


def test_every_file_says_which_pack_and_unit_it_is(example):
    _, entries = units(example)
    for entry in entries.values():
        assert len(entry.files) == 2
        for one in entry.files:
            said = read_properties(Parts(Container((example / one.path).read_bytes())))
            assert identity_of(said) == Identity(PACK, 1, entry.unit, 2024)
    book = openpyxl.load_workbook(example / "001001_云岭县第一中学/001001_云岭县第一中学.xlsx")
    assert {one.name: one.value for one in book.custom_doc_props.props}["jixiao.unit"] == "001001"


def test_the_manifest_lists_the_units_in_the_registers_order_with_sizes_and_checksums(example):
    head, entries = units(example)
    assert (head.pack, head.version, head.year, head.register) == (PACK, 1, 2024, "units-example.xlsx")
    assert head.template == hashlib.sha256(load_pack(PACK).workbook.read_bytes()).hexdigest()
    assert list(entries)[:3] == ["001", "0010", "001001"]
    for entry in entries.values():
        for one in entry.files:
            data = (example / one.path).read_bytes()
            assert (one.size, one.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert entries["0010"].cells[f"{BASIC}!B5"] == 46
    assert entries["0010"].parent == "001"


def test_the_listing_reads_as_the_manifest(example):
    _, entries = units(example)
    sheet = openpyxl.load_workbook(example / "下发清单.xlsx").active
    assert sheet["A1"].value == "湖南衡阳2024年度绩效自评表下发清单"
    assert sheet["B4"].value == "001"
    rows = {row[1].value: row for row in sheet.iter_rows(4, sheet.max_row)}
    assert list(rows) == list(entries)
    row = rows["001001"]
    assert row[5].hyperlink.target == "001001_云岭县第一中学/001001_云岭县第一中学.xlsx"
    assert row[7].hyperlink.target.endswith("_部门整体支出绩效自评报告.docx")
    book, report = entries["001001"].files
    assert (row[6].value, row[9].value, row[10].value) == (book.size, book.sha256, report.sha256)
    assert sheet.auto_filter.ref == "A3:K33"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'下发清单'!$A$1:$I$33"
    assert sheet.page_setup.orientation == "landscape"


def test_a_name_that_begins_like_a_formula_is_harmless_in_the_listing_and_in_the_forms(tmp_path):
    path = write_register(tmp_path / "名册.xlsx", [("1", "=HYPERLINK(1)", "", "@甲"), ("+2", "-乙", "", "+86")])
    book = openpyxl.load_workbook(path)
    book.active["B3"].data_type = "s"
    book.save(path)
    made = run(path, tmp_path / "发")
    assert made.failed == []
    sheet = openpyxl.load_workbook(tmp_path / "发/下发清单.xlsx").active
    cells = [
        cell for row in sheet.iter_rows(4, 5) for cell in row if isinstance(cell.value, str) and cell.value[0] in "=+-@"
    ]
    assert {cell.value for cell in cells} == {
        "=HYPERLINK(1)",
        "@甲",
        "+2",
        "-乙",
        "+86",
        *(cell.value for cell in cells if "+2_" in cell.value),
    }
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    unit = openpyxl.load_workbook(tmp_path / "发/1_=HYPERLINK(1)/1_=HYPERLINK(1).xlsx")[BASIC]["B3"]
    assert (unit.value, unit.data_type) == ("=HYPERLINK(1)", "s")


def test_nothing_that_is_not_filled_changes(example):
    made = Container((example / "0010_云岭县教育局/0010_云岭县教育局.xlsx").read_bytes())
    pack = Container(load_pack(PACK).workbook.read_bytes())
    differing = {name for name in pack.names() if made.read(name) != pack.read(name)}
    # the two sheets that are filled, the locked styles, and the relationship and type of the properties
    assert differing == {
        "[Content_Types].xml", "_rels/.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
    }  # fmt: skip
    assert set(made.names()) - set(pack.names()) == {"docProps/custom.xml"}
    before, after = open_workbook(load_pack(PACK).workbook), open_workbook(made.data)
    filled = {(BASIC, cell) for cell in ("B3", "B5", "F8", "F10")} | {(UNIT, "D3")}
    for name in before.sheets:
        old, new = before.grid(name), after.grid(name)
        assert old.merges == new.merges
        for where in {*old.cells, *new.cells}:
            if (name, old.label(*where)) not in filled:
                assert old[where] == new[where]


STAFF = st.one_of(st.none(), st.integers(0, 5000))
MONEY = st.one_of(st.none(), st.decimals(0, 10**7, places=4).map(float))
NAME = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters='<>:"/\\|?*.'), min_size=1, max_size=12)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(NAME, STAFF, MONEY), min_size=1, max_size=6), st.randoms())
def test_what_is_filled_in_is_read_back(tmp_path_factory, rows, chance):
    folder = tmp_path_factory.mktemp("往返")
    lines = [(f"{at:03d}", name, "", "", staff, money) for at, (name, staff, money) in enumerate(rows)]
    path = write_register(folder / "名册.xlsx", lines, (*WITH_STAFF, "公务接待2024年预算数（元）"))
    ready = prepare(path)
    if ready.refused:
        return  # a name that cannot be a file's: tests/addin/register
    assert issue(ready, place(folder / "发"), jobs=1, report=False).failed == []
    for code, _name, _, _, staff, money in lines:
        unit = ready.register.units[code]
        grid = open_workbook(folder / "发" / unit.folder / f"{unit.folder}.xlsx").grid(BASIC)
        assert (grid[3, 2].value, grid[5, 2].value) == (unit.name, staff)
        expected = None if money is None else float(money) / 10000
        assert grid[10, 6].value == (pytest.approx(expected, rel=1e-15) if expected is not None else None)


def test_a_second_run_does_nothing_again(tmp_path):
    path = write_register(tmp_path / "名册.xlsx", many(6), WITH_STAFF)
    out = tmp_path / "发 放"
    run(path, out)
    before = everything(out)
    times = {one: one.stat().st_mtime_ns for one in out.rglob("*") if one.is_file() and one.parent != out}
    made = run(path, out)
    assert (made.written, made.unchanged, made.failed, made.messages) == (0, 6, [], [])
    assert everything(out) == before
    assert {one: one.stat().st_mtime_ns for one in times} == times


def test_only_what_changed_in_the_register_is_issued_anew(tmp_path):
    out = tmp_path / "发"
    rows = many(5)
    run(write_register(tmp_path / "名册.xlsx", rows, WITH_STAFF), out)
    before = everything(out)
    rows[2] = (*rows[2][:4], 999)
    made = run(write_register(tmp_path / "名册.xlsx", rows, WITH_STAFF), out)
    assert (made.written, made.unchanged) == (1, 4)
    after = everything(out)
    folder = f"{rows[2][0]}_{rows[2][1]}/"
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f"{folder}{folder[:-1]}.xlsx", "manifest.jsonl", "下发清单.xlsx"}


def test_a_file_that_was_deleted_is_made_again(tmp_path):
    path, out = write_register(tmp_path / "名册.xlsx", many(3), WITH_STAFF), tmp_path / "发"
    run(path, out)
    before = everything(out)
    (out / "0010001_云岭县第1小学/0010001_云岭县第1小学.xlsx").unlink()
    made = run(path, out)
    assert (made.written, made.unchanged) == (1, 2)
    assert everything(out) == before


@pytest.mark.parametrize("changed_register", [False, True])
def test_a_file_that_the_user_changed_is_left_and_told_and_the_rest_goes_on(tmp_path, changed_register):
    out, rows = tmp_path / "发", many(4)
    path = write_register(tmp_path / "名册.xlsx", rows, WITH_STAFF)
    run(path, out)
    mine = out / "0010001_云岭县第1小学/0010001_云岭县第1小学.xlsx"
    mine.write_bytes(b"mine")
    if changed_register:
        path = write_register(tmp_path / "名册.xlsx", [(*row[:4], row[4] + 1) for row in rows], WITH_STAFF)
    made = run(path, out)
    assert [(one.unit, one.code) for one in made.failed] == [("0010001", "issue.changed")]
    assert "--force" in made.failed[0].message
    assert made.written + made.unchanged == 3
    assert mine.read_bytes() == b"mine"
    # what was handed out stays in the manifest, so that the next run knows it still
    assert units(out)[1]["0010001"].files[0].sha256 != hashlib.sha256(b"mine").hexdigest()
    forced = run(path, out, force=True)
    assert forced.failed == []
    assert forced.written == 1
    assert open_workbook(mine).grid(BASIC)[3, 2].value == "云岭县第1小学"


def test_a_file_that_was_there_before_is_not_overwritten(tmp_path):
    out = tmp_path / "发"
    there = out / "001_云岭县教育局/001_云岭县教育局.xlsx"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"other")
    made = run(write_register(tmp_path / "名册.xlsx", many(2), WITH_STAFF), out)
    assert [(one.unit, one.code) for one in made.failed] == [("001", "issue.changed")]
    assert there.read_bytes() == b"other"
    assert units(out)[1]["001"].files == (), "it is in the register, and nothing was handed out to it"


def test_units_that_are_gone_or_renamed_are_told_and_their_files_left(tmp_path):
    out, rows = tmp_path / "发", many(4)
    run(write_register(tmp_path / "名册.xlsx", rows, WITH_STAFF), out)
    rows[1] = (rows[1][0], "云岭县实验小学", *rows[1][2:])
    made = run(write_register(tmp_path / "名册.xlsx", rows[:3], WITH_STAFF), out)
    assert (made.written, made.unchanged) == (1, 2)
    assert len(made.messages) == 2
    assert "云岭县第1小学" in made.messages[0]
    assert "云岭县实验小学" in made.messages[0]
    assert "云岭县第3小学" in made.messages[1]
    assert "不在名册" in made.messages[1]
    assert (out / "0010001_云岭县第1小学").is_dir()
    assert (out / "0010003_云岭县第3小学").is_dir()
    assert list(units(out)[1]) == ["001", "0010001", "0010002"]


def test_another_pack_does_not_go_over_what_was_handed_out(tmp_path):
    out, rows = tmp_path / "发", many(2)
    run(write_register(tmp_path / "名册.xlsx", rows, WITH_STAFF), out)
    other = write_register(tmp_path / "新.xlsx", [row[:4] for row in rows], pack="cn/national")
    with pytest.raises(IssueError, match="换一个文件夹"):
        run(other, out)


def test_a_torn_manifest_costs_nothing(tmp_path):
    path, out = write_register(tmp_path / "名册.xlsx", many(5), WITH_STAFF), tmp_path / "发"
    run(path, out)
    before = everything(out)
    manifest = out / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-300])
    made = run(path, out)
    assert made.failed == []
    assert made.messages
    assert everything(out) == before


class _Full(LocalPlace):
    """A disk that is full for some files."""

    full = ()

    def child(self, relative):
        below = super().child(relative)
        below.__class__ = _Full
        return below

    def write(self, data, force=False, durable=True):
        if any(self.name.endswith(one) for one in _Full.full):
            raise PlaceError(errno.ENOSPC, "磁盘空间已满", str(self))
        super().write(data, force, durable)


def test_a_full_disk_is_told_per_unit_and_the_next_run_does_the_rest(tmp_path):
    path, out = write_register(tmp_path / "名册.xlsx", many(5), WITH_STAFF), tmp_path / "发"
    whole = tmp_path / "另"
    run(path, whole, report=True)
    ready = prepare(path)
    _Full.full = ("第2小学.xlsx", "第3小学_部门整体支出绩效自评报告.docx")
    made = issue(ready, _Full(str(out)), jobs=1)
    assert [(one.unit, one.code) for one in made.failed] == [
        ("0010002", "issue.disk-full"),
        ("0010003", "issue.disk-full"),
    ]
    assert made.written == 3
    assert (out / "0010003_云岭县第3小学/0010003_云岭县第3小学.xlsx").exists()
    # the workbook of the third was written: it is known, and nobody takes it for the user's
    _Full.full = ()
    again = issue(prepare(path), _Full(str(out)), jobs=1)
    assert (again.written, again.unchanged, again.failed) == (2, 3, [])
    assert everything(out) == everything(whole)


def test_a_folder_without_permission_is_told_per_unit(tmp_path):
    out = tmp_path / "发"
    blocked = out / "001_云岭县教育局"
    out.mkdir()
    blocked.write_text("a file where the folder should be")
    made = run(write_register(tmp_path / "名册.xlsx", many(3), WITH_STAFF), out)
    assert [one.unit for one in made.failed] == ["001"]
    assert made.written == 2


def test_a_run_that_was_cut_off_goes_on_where_it_was(tmp_path):
    """Killed after any number of units: the journal knows them, whatever else the kill left."""
    path = write_register(tmp_path / "名册.xlsx", many(9), WITH_STAFF)
    run(path, tmp_path / "整")
    whole = everything(tmp_path / "整")
    chance = random.Random(6)
    for attempt in range(4):
        out = tmp_path / f"断 {attempt}"
        ready, stop = prepare(path), chance.randrange(1, 9)

        def progress(done, total, stop=stop):
            if done == stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            issue(ready, place(out), jobs=1, report=False, progress=progress)
        assert (out / JOURNAL).exists()
        made = run(path, out)
        assert made.resumed == stop - 1
        assert made.written + made.unchanged == 9
        assert everything(out) == whole


def test_a_register_with_faults_hands_out_nothing(tmp_path):
    rows = [("1", "甲", "9", ""), ("1", "乙", "", ""), ("2", "丙/丁", "", "")]
    ready = prepare(write_register(tmp_path / "名册.xlsx", rows, (*HEAD, "编制数")))
    assert ready.refused
    assert {one.code for one in ready.findings} == {
        "register.code-duplicate", "register.parent-unknown", "register.file-name",
    }  # fmt: skip


def test_values_that_do_not_fit_are_findings_with_their_cell(tmp_path):
    ready = prepare(write_register(tmp_path / "名册.xlsx", [("1", "甲", "", "", "约五十")], WITH_STAFF))
    assert [(one.code, one.cell) for one in ready.findings] == [("register.value", "E3")]
    assert "约五十" in ready.findings[0].message


def test_a_register_of_another_year_than_the_pack_is_refused(tmp_path):
    ready = prepare(write_register(tmp_path / "名册.xlsx", many(2), WITH_STAFF, top=[("年度", 2023)]))
    assert [one.code for one in ready.findings] == ["register.year"]


def test_a_register_that_names_no_pack_says_how(tmp_path):
    path = write_register(tmp_path / "名册.xlsx", many(2), WITH_STAFF, pack="")
    with pytest.raises(IssueError, match="模板包"):
        prepare(path)
    assert prepare(path, PACK).findings == []
    with pytest.raises(PackError, match="最接近"):
        prepare(path, "cn/hunan/hengyan/2024")


def test_the_manifest_is_the_same_whatever_the_order_in_which_units_were_done(tmp_path):
    rows = many(12)
    lines = [("单位代码", "二级指标", "三级指标")] + [
        (row[0], "数量指标", f"指标{at}") for row in rows[::3] for at in range(5)
    ]
    path = write_register(tmp_path / "名册.xlsx", rows, WITH_STAFF, {"指标": lines})
    run(path, tmp_path / "一", report=False)
    ready = prepare(path)
    issue(ready, place(tmp_path / "二"), jobs=2, report=False)
    assert everything(tmp_path / "一") == everything(tmp_path / "二")
    assert [json.loads(line).get("unit") for line in (tmp_path / "二/manifest.jsonl").open(encoding="utf-8")][1:] == [
        row[0] for row in rows
    ]
