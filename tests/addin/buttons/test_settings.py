"""评分规则: which rule is in force and why, and another one for this workbook."""

from __future__ import annotations

from support.open_books import S, blank_form, open_book, pressed

from udfs.core.rules import all_profiles


def at(desk, word):
    return next(number for number, line in enumerate(desk.offered) if word in line)


def choose(book, word, **more):
    return pressed("settings", book, choice=at(pressed("settings", book), word), **more)


def test_every_rule_is_offered_by_its_chinese_name_after_the_automatic_choice():
    desk = pressed("settings", open_book())
    assert desk.offered[0].startswith("自动识别")
    assert len(desk.offered) == len(all_profiles()) + 1
    assert all(any(p.alias in line and p.id in line for line in desk.offered) for p in all_profiles())
    assert desk.offered_current == 0


def test_what_is_in_force_is_shown_with_the_reason():
    assert "自评表：全国（没有专门的规则适用，暂用通用规则）" in pressed("settings", open_book()).offered_text
    known = open_book(blank_form(C4="株洲市教育局", A2="（2023年度）"))
    assert "自评表：株洲2023（自动识别）" in pressed("settings", known).offered_text


def test_those_that_fit_come_first_and_the_others_say_what_they_are_for():
    desk = pressed("settings", open_book(blank_form(C4="株洲市教育局", A2="（2023年度）")))
    assert "cn/hunan/zhuzhou-2023" in desk.offered[1]
    unit_only = at(desk, "cn/xinjiang/unit-2024")
    assert "用于" in desk.offered[unit_only]
    assert unit_only > at(desk, "cn/xinjiang/project-2024")


def test_a_choice_is_stored_in_one_step_and_holds_from_then_on():
    book = open_book()
    desk = choose(book, "cn/hunan/zhuzhou-2023")
    assert book.state.profile_name == "cn/hunan/zhuzhou-2023"
    assert book.undo == ["绩效自评：评分规则"]
    assert "已设为“株洲2023”" in desk.said
    assert "请点“计算”" in desk.said
    again = pressed("settings", book)
    assert "株洲2023（本工作簿写明）" in again.offered_text
    assert "cn/hunan/zhuzhou-2023" in again.offered[again.offered_current]


def test_the_automatic_choice_takes_the_stored_one_away():
    book = open_book()
    book.state.profile_name = "株洲2023"
    assert "cn/hunan/zhuzhou-2023" in pressed("settings", book).offered[pressed("settings", book).offered_current]
    desk = pressed("settings", book, choice=0)
    assert book.state.profile_name == ""
    assert "自动识别" in desk.said


def test_choosing_what_is_chosen_changes_nothing():
    book = open_book()
    book.state.profile_name = "株洲2023"
    assert choose(book, "cn/hunan/zhuzhou-2023").said == "评分规则没有变化。"
    assert book.state.profile_name == "株洲2023"
    assert book.undo == []


def test_a_rule_for_other_forms_is_asked_about():
    book = open_book()
    desk = choose(book, "cn/xinjiang/unit-2024", answers=[False])
    assert "本工作簿里是项目支出绩效自评表" in desk.asked[0]
    assert book.state.profile_name == ""
    choose(book, "cn/xinjiang/unit-2024", answers=[True])
    assert book.state.profile_name == "cn/xinjiang/unit-2024"


def test_no_choice_means_that_nothing_happens():
    book = open_book()
    desk = pressed("settings", book)
    assert desk.told == []
    assert book.undo == []


def test_a_name_that_no_rule_has_can_be_replaced():
    book = open_book()
    book.state.profile_name = "株州2023"
    desk = pressed("settings", book)
    assert "“株州2023”不能用" in desk.offered_text
    assert "保持现在写的“株州2023”" in desk.offered[desk.offered_current]
    choose(book, "cn/hunan/zhuzhou-2023")
    assert book.state.profile_name == "cn/hunan/zhuzhou-2023"


def test_several_rules_in_one_workbook_can_be_kept():
    book = open_book()
    book.state.profile_name = "cn/xinjiang/unit-2024;cn/xinjiang/project-2024"
    desk = pressed("settings", book)
    assert "自评表：新疆项目2024（本工作簿写明）" in desk.offered_text
    assert pressed("settings", book, choice=desk.offered_current).said == "评分规则没有变化。"


def test_a_workbook_without_forms_can_be_given_a_rule():
    from addin.grid import Grid

    book = open_book(Grid(S))
    assert "没有需要评分规则的表" in pressed("settings", book).offered_text
    choose(book, "cn/national")
    assert book.state.profile_name == "cn/national"


def test_a_read_only_workbook_is_refused():
    book = open_book()
    book.read_only = True
    desk = pressed("settings", book, choice=3)
    assert "以只读方式打开" in desk.said
    assert desk.offered == []


def test_a_stored_rule_decides_what_is_computed():
    book = open_book(blank_form())
    choose(book, "cn/xinjiang/project-2024")
    pressed("compute", book)
    # (99.27-60)/40*10 = 9.8175 -> 9.82, where the national rule gives 9.93
    assert book.cell(S, "I6").value == 9.82
