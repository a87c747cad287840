"""识别文件种类 (detecting the kind of file): by its bytes, since names lie."""

from __future__ import annotations

from typing import Optional

from .problems import PackageProblem

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONVERT = "可先转换一个副本再试（在命令后加 --convert，由本机的 LibreOffice 转换；或用 WPS、Excel 打开后另存为 {to}）。原文件不会改动。"
_TO_XLSX, _TO_DOCX = _CONVERT.format(to=".xlsx"), _CONVERT.format(to=".docx")
_OTHERS = (
    (b"%PDF", "file.pdf", "这是 PDF 文件，不是工作簿。请取得原始的 Excel 或 Word 文件。"),
    (b"Rar!", "file.archive", "这是 RAR 压缩包，不是工作簿。请先解压。"),
    (b"7z\xbc\xaf", "file.archive", "这是 7z 压缩包，不是工作簿。请先解压。"),
    (b"{\\rtf", "file.text", "这是 RTF 文档，不是工作簿。请用 Word、WPS 打开后另存为 .docx。"),
    (b"\x89PNG", "file.not-workbook", "这是图片，不是工作簿。请取得原始的 Excel 或 Word 文件。"),
    (b"\xff\xd8\xff", "file.not-workbook", "这是图片，不是工作簿。请取得原始的 Excel 或 Word 文件。"),
)


def container_kind(data: bytes, path: str = "") -> str:
    """容器种类: ``zip`` or ``xls``; everything else is refused with its own reason.

    Args:
        data: the whole file.
        path: its name, for messages and for the suffix of formats that share a container.

    Raises:
        PackageProblem: ``file.empty``, ``file.encrypted``, ``file.convert``, ``file.pdf``, ``file.html``,
            ``file.text``, ``file.xml``, ``file.archive`` or ``file.not-workbook``.

    >>> container_kind(b"PK\\x03\\x04")
    'zip'
    """
    if not data:
        raise PackageProblem("file.empty", "文件是空的（0 字节），多为下载或拷贝中断。请重新取得文件。", path)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip"
    if data[:8] == OLE:
        return _ole_kind(data, path)
    if data[:2] == b"\x09\x08" and data[2:4] in (b"\x08\x00", b"\x10\x00"):
        return "xls"
    if data[:4] in (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"):
        return "xls"
    for start, code, message in _OTHERS:
        if data.startswith(start):
            raise PackageProblem(code, message, path)
    raise _text_problem(data, path)


def _ole_kind(data: bytes, path: str) -> str:
    suffix = path.rpartition(".")[2].lower()

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise PackageProblem(
            "file.encrypted", "文件已用密码加密，无法读取。请用 Excel、WPS 打开，去掉打开密码后另存，再试。", path
        )
    if suffix == "et":
        raise PackageProblem("file.convert", f"这是 WPS 表格（.et）文件，不能直接读取。{_TO_XLSX}", path)
    if holds("Workbook") or holds("Book"):
        return "xls"
    if holds("WordDocument"):
        kind = "WPS 文字（.wps）" if suffix == "wps" else "旧版 Word（.doc）"
        raise PackageProblem("file.convert", f"这是{kind}文件，不能直接读取。{_TO_DOCX}", path)
    raise PackageProblem(
        "file.not-workbook", "这是旧版 Office 的文件，但里面没有工作簿。请用 Excel、WPS 打开后另存为 .xlsx。", path
    )


def _text_problem(data: bytes, path: str) -> PackageProblem:
    text = _as_text(data[:4096])
    if text is None:
        return PackageProblem(
            "file.not-workbook", "这不是 Excel 工作簿或 Word 文档，内容无法识别。请核对文件是否正确、是否已解密。", path
        )
    start = text.lstrip("\ufeff \t\r\n").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return PackageProblem("file.xml", "这是“XML 表格 2003”文件。请用 Excel、WPS 打开后另存为 .xlsx。", path)
    if start.startswith(("<!doctype html", "<html", "<table", "<head", "<meta", "mime-version")) or "<html" in start:
        return PackageProblem(
            "file.html",
            "这是网页（HTML）文件，只是改了扩展名，多为系统导出。请用 Excel、WPS 打开后另存为 .xlsx。",
            path,
        )
    if start.startswith("<"):
        return PackageProblem("file.xml", "这是 XML 文本，不是工作簿。请取得原始的 Excel 或 Word 文件。", path)
    return PackageProblem(
        "file.text",
        "这是纯文本（如 CSV），不是工作簿；改扩展名并不会改变格式。请用 Excel、WPS 打开后另存为 .xlsx。",
        path,
    )


def _as_text(head: bytes) -> Optional[str]:
    """The text of a file's beginning, None when it is binary."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace")
    if b"\x00" in head:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            # the cut may have split the last character
            text = head[: len(head) - 4 if len(head) >= 4096 else len(head)].decode(encoding)
        except UnicodeDecodeError:
            text = ""
        if text and sum(not char.isprintable() and char not in "\r\n\t\f\ufeff" for char in text) * 20 < len(text):
            return text
    return None
