"""出错原因 (reasons): what the system says of a file or folder, in Chinese, with the next step."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOSPC: "磁盘空间已满。请清理空间或换一个位置，再运行一次，已完成的不会重做",
    errno.EDQUOT: "超过了允许使用的磁盘空间（配额）。请清理空间或换一个位置，再运行一次，已完成的不会重做",
    errno.EACCES: "没有权限，或文件正被其他程序打开。请关闭打开它的程序，核对文件夹的权限，再运行一次",
    errno.EPERM: "没有权限。请核对文件和文件夹的权限，再运行一次",
    errno.EROFS: "所在的磁盘是只读的。请换一个可以写入的位置",
    errno.ENOENT: "不存在。请核对位置",
    errno.EEXIST: "已经存在，没有覆盖。加 --force 覆盖，或换一个位置",
    errno.EISDIR: "是文件夹，不是文件。请核对位置",
    errno.ENOTDIR: "上级位置不是文件夹。请核对位置",
    errno.ENAMETOOLONG: "名称太长。请缩短单位名称，或换一个层级较浅的文件夹",
    errno.EMFILE: "同时打开的文件太多。请减少 --jobs 再运行一次",
    errno.EFBIG: "文件太大，所在的磁盘放不下。请换一个位置",
    errno.EIO: "磁盘或网络读写出错。请检查磁盘和网络连接，再运行一次",
    errno.ESTALE: "网络文件夹的连接已失效。请重新连接网络文件夹，再运行一次",
    errno.ETIMEDOUT: "网络连接超时。请检查网络，再运行一次",
    errno.EBUSY: "正被其他程序使用。请关闭那个程序，再运行一次",
    errno.ETXTBSY: "正被其他程序使用。请关闭那个程序，再运行一次",
    errno.ELOOP: "链接互相指向，没有尽头。请删去这个链接",
    errno.EILSEQ: "名称含有所在磁盘不支持的字符。请改名后再运行一次",
}


class PlaceError(OSError):
    """位置出错: an OSError whose text is Chinese and names the place first.

    >>> str(PlaceError(errno.EROFS, "所在的磁盘是只读的", "下发/001"))
    '下发/001：所在的磁盘是只读的。'
    """

    def __str__(self) -> str:
        text = self.strerror or ""
        text = text if text.endswith("。") else f"{text}。"
        return f"{self.filename}：{text}" if self.filename else text


class PlaceMissing(PlaceError, FileNotFoundError):
    """不存在."""


class PlaceExists(PlaceError, FileExistsError):
    """已经存在."""


class PlaceRefused(PlaceError, PermissionError):
    """没有权限."""


_KINDS: dict[int, type[PlaceError]] = {
    errno.ENOENT: PlaceMissing,
    errno.EEXIST: PlaceExists,
    errno.EACCES: PlaceRefused,
    errno.EPERM: PlaceRefused,
    errno.EROFS: PlaceRefused,
}
_BY_TYPE = {FileNotFoundError: errno.ENOENT, FileExistsError: errno.EEXIST, PermissionError: errno.EACCES,
            IsADirectoryError: errno.EISDIR, NotADirectoryError: errno.ENOTDIR, TimeoutError: errno.ETIMEDOUT}  # fmt: skip


def told(cause: BaseException, location: str) -> PlaceError:
    """换成中文原因: the error of a place for whatever the system or a storage library raised.

    Args:
        cause: what was raised. location: the place as a user knows it.

    >>> str(told(OSError(errno.ENOSPC, "No space left on device"), "下发/001"))
    '下发/001：磁盘空间已满。请清理空间或换一个位置，再运行一次，已完成的不会重做。'
    """
    if isinstance(cause, PlaceError):
        return cause
    number = getattr(cause, "errno", None) or 0
    if not number:
        number = next((code for kind, code in _BY_TYPE.items() if isinstance(cause, kind)), 0)
    if number in _REASONS:
        return _KINDS.get(number, PlaceError)(number, _REASONS[number], location)
    said = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return PlaceError(number or errno.EIO, f"读写出错（{said}）。请检查磁盘、网络和权限，再运行一次", location)


def reason_of(cause: OSError) -> str:
    """一句话的原因: for messages about a file that a caller opened by itself.

    >>> reason_of(OSError(errno.EROFS, "Read-only file system", "下发/名单.xlsx"))
    '下发/名单.xlsx：所在的磁盘是只读的。请换一个可以写入的位置。'
    """
    return str(told(cause, str(cause.filename or "")))
