"""加载项的提示语 (texts): what jixiao.xlam itself says, where Python cannot say it because Python is what is missing.

``%1``, ``%2`` … are filled in by VBA (JixiaoLogic.Filled). Each text says what is wrong and what to do next.
"""

from __future__ import annotations

TEXTS = {
    "title": "绩效自评",
    "settings.missing": (
        "没有找到本工具的设置文件，不知道该用哪个 Python：\n%1\n\n"
        "请在命令行运行：jixiao addin install\n然后重新打开 Excel。表格没有改动。"
    ),
    "settings.python": (
        "设置文件里登记的 Python 不能用：%2\n设置文件：%1\n\n"
        "python= 后面应是完整路径，以 .exe 结尾。请在命令行重新运行：jixiao addin install"
    ),
    "python.missing": (
        "设置文件里登记的 Python 已不在原处：%2\n设置文件：%1\n\n"
        "可能是 Python 被移动、升级或卸载。请重新安装 jixiao，再运行：jixiao addin install"
    ),
    "python.code-page": (
        "Python 的路径里有 Windows 当前语言（代码页）不能表示的字，xlwings 无法从这里启动：\n%1\n\n"
        "请把 Python 和 jixiao 安装到只含英文字母的文件夹（如 C:\\jixiao），再运行：jixiao addin install"
    ),
    "library.missing": (
        "没有找到 xlwings 的动态库 %2。\n查找的位置：%1 及其上级文件夹。\n\n"
        "这个 Python 里没有装 xlwings 0.37.8，或安装后被移动、被安全软件隔离。"
        "请在命令行运行：jixiao doctor，按提示处理后再运行 jixiao addin install"
    ),
    "server.failed": (
        "Python 没有启动起来，表格没有改动。\n\n"
        "请在命令行运行：jixiao doctor，按提示处理（常见原因：jixiao 没有装好、Python 版本低于 3.11、被安全软件拦截）。\n\n"
        "详细信息：%1"
    ),
    "server.gone": "Python 进程中途退出，重试后仍然失败。请在命令行运行：jixiao doctor。\n\n详细信息：%1",
    "version.addin-older": (
        "加载项的版本是 %1，本机 jixiao 的版本是 %2，加载项较旧。没有执行，表格没有改动。\n\n"
        "请在命令行运行：jixiao addin install\n然后重新打开 Excel。"
    ),
    "version.package-older": (
        "加载项的版本是 %1，本机 jixiao 的版本是 %2，jixiao 较旧。没有执行，表格没有改动。\n\n"
        "请把 jixiao 更新到 %1（pip install jixiao==%1），再运行：jixiao addin install\n然后重新打开 Excel。"
    ),
    "version.differs": (
        "加载项的版本是 %1，本机 jixiao 的版本是 %2，两者不一致。没有执行，表格没有改动。\n\n"
        "请在命令行运行：jixiao addin install\n然后重新打开 Excel。"
    ),
    "excel.old": "本加载项需要 Excel 2010 或更新的版本。仍可在命令行使用：jixiao score 文件名",
    "cells.failed": (
        "单元格函数（PERF_SCORE 等）暂时不能计算，显示为 #NAME?。原因：\n\n%1\n\n"
        "处理好后，请按“绩效自评”选项卡的任一按钮重新连接，再按 Ctrl+Alt+F9 重算。本次打开 Excel 期间不再重复提示。"
    ),
    "press.failed": (
        "操作没有完成。请先检查表格，再按一次按钮；如再次出现，请在命令行运行：jixiao doctor。\n\n详细信息：%1"
    ),
    "workbook.protected-view": (
        "当前工作簿是在“受保护的视图”中打开的，不能操作。\n\n请先确认文件来源可靠，点黄色提示条上的“启用编辑”，再按一次按钮。"
    ),
    "rebind.failed": (
        "工作簿“%1”里有本工具的函数，但没能指向本机的加载项，可能是工作表受保护。\n\n"
        "请撤销工作表保护后重新打开；不改公式也可以，按“校验”按钮时照常核对。"
    ),
    "mac": (
        "Mac 版 Excel 没有本工具所需的接口，单元格函数和按钮都不能使用，表格没有改动。\n\n"
        "请在 LibreOffice 中使用同样的函数和按钮，或在终端用 jixiao 命令处理文件（jixiao --help）。"
    ),
}
