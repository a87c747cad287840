"""addin/ribbon.toml as read, and what the reader refuses: the words are what the next editor of the file will see."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.build import ribbon

GOOD = """
[tab]
id = "jixiao"
label = "绩效自评"
keytip = "JX"
screentip = "绩效自评"

[[group]]
id = "check"
label = "检查"

[[group.button]]
command = "check"
label = "校验"
size = "large"
image = "AcceptInvitation"
keytip = "C"
screentip = "校验本工作簿"
supertip = "逐格复算"

[[group.button]]
command = "explain"
label = "说明"
size = "normal"
image = "Info"
keytip = "E"
screentip = "说明所选的数字"
supertip = "怎样得来"

[[group]]
id = "empty"
label = "文字稿"
"""


@pytest.fixture
def written(tmp_path: Path):
    folder = tmp_path / "功能区 声明"
    (folder / "buttons").mkdir(parents=True)
    for command in ("check", "explain"):
        (folder / "buttons" / f"{command}.py").write_text("", "utf-8")

    def read(old: str = "", new: str = "") -> ribbon.Ribbon:
        assert old in GOOD
        (folder / "ribbon.toml").write_text(GOOD.replace(old, new, 1) if old else GOOD + new, "utf-8")
        return ribbon.load(folder / "ribbon.toml", folder / "buttons")

    return read


def test_the_groups_and_buttons_come_in_the_order_of_the_file(written) -> None:
    found = written()
    assert (found.tab.id, found.tab.label, found.tab.keytip) == ("jixiao", "绩效自评", "JX")
    assert [(group.id, [button.command for button in group.buttons]) for group in found.groups] == [
        ("check", ["check", "explain"])
    ]
    assert found.buttons[1] == ribbon.Button("explain", "说明", "normal", "Info", "E", "说明所选的数字", "怎样得来")


def test_a_group_without_buttons_is_left_out(written) -> None:
    assert "文字稿" not in [group.label for group in written().groups]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('label = "检查"', 'label = "检查"\ncolour = "red"', "有不认识的键“colour”"),
        ("[tab]", "[ribbon]\nx = 1\n[tab]", "文件 有不认识的键“ribbon”"),
        ('supertip = "怎样得来"', "", "分组“检查”的第 2 个按钮 缺 supertip"),
        ('supertip = "怎样得来"', 'supertip = " "', "缺 supertip"),
        ('supertip = "怎样得来"', f'supertip = "{"长" * 1025}"', "有 1025 个字，应不超过 1024 个"),
        ('keytip = "E"', 'keytip = "C"', "“校验”和“说明”的 keytip 冲突（C、C）"),
        ('keytip = "E"', 'keytip = "CE"', "keytip 冲突（C、CE）"),
        ('keytip = "E"', 'keytip = "e"', "应为 1—3 个大写英文字母或数字，现为“e”"),
        ('keytip = "JX"', 'keytip = "JIXI"', "[tab] 的 keytip 应为 1—3 个"),
        ('size = "large"', 'size = "huge"', "size 应为 large 或 normal，现为“huge”"),
        ('image = "Info"', 'image = "图标"', "image 应为 imageMso 名称"),
        ('command = "explain"', 'command = "check"', "按钮的 command“check”重复"),
        ('command = "explain"', 'command = "../explain"', "只含小写字母、数字和下划线，现为“../explain”"),
        ('command = "explain"', 'command = "publish"', "没有对应的文件 buttons/publish.py"),
        ('id = "empty"', 'id = "check"', "分组的 id“check”重复"),
        ("[[group]]", "[group]", "不是正确的 TOML"),
        ('label = "绩效自评"', "label = 3", "[tab] 缺 label，或不是文字"),
    ],
)
def test_a_wrong_declaration_is_refused_with_its_place(written, old: str, new: str, words: str) -> None:
    with pytest.raises(ribbon.RibbonError) as refused:
        written(old, new)
    assert words in str(refused.value)


def test_our_own_ribbon_has_its_groups_in_the_agreed_order() -> None:
    order = ["检查", "填报", "汇总", "文字稿", "设置"]
    labels = [group.label for group in ribbon.load().groups]
    assert labels == [label for label in order if label in labels]
