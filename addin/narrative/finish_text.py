"""快速定稿 (quick finish): marks taken out and placeholders highlighted in the text of a rendered part, without parsing it.

It knows the plain runs that templates mostly consist of; whatever else carries a mark or a placeholder is left to
``finish``, which parses the part.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from .finish import set_highlight
from .marks import CLOSE, GAP, GAP_OPEN, MIDDLE, OPEN, plain

#: a run that holds one text and nothing else
_RUN = re.compile(r"<w:r>(<w:rPr>(?:<[^<>]*>)*?</w:rPr>)?(<w:t(?: xml:space=\"preserve\")?>)([^<]*)</w:t></w:r>")
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Unusual(Exception):
    """写法少见: a mark or placeholder stands elsewhere than in a plain run."""


def finish_text(text: str) -> str:
    """整理一个部件的文字.

    Args:
        text: a rendered story (body, header, footer), figures marked, with Word's usual prefix.

    Returns:
        the same document as ``finish`` makes of it.

    Raises:
        Unusual: it has to be parsed.
    """
    if OPEN not in text and GAP_OPEN not in text:
        if MIDDLE in text or CLOSE in text:
            raise Unusual("单个标记")
        return text
    pieces: list[str] = []
    at = gaps = 0
    for run in _RUN.finditer(text):
        properties, opening, words = run.groups("")
        if OPEN not in words and GAP_OPEN not in words:
            continue
        shown = plain(words)
        gaps += shown.count(GAP_OPEN)
        pieces += (text[at : run.start()], _runs(properties, opening, shown))
        at = run.end()
    pieces.append(text[at:])
    done = "".join(pieces)
    if OPEN in done or MIDDLE in done or CLOSE in done or done.count(GAP_OPEN) != gaps:
        raise Unusual("标记不在普通文字里")
    return done


def _runs(properties: str, opening: str, shown: str) -> str:
    found: list[str] = []
    at = 0
    for gap in GAP.finditer(shown):
        if gap.start() > at:
            found.append(_run(properties, shown[at : gap.start()]))
        found.append(_run(_highlighted(properties), gap.group()))
        at = gap.end()
    if not found:
        return _run(properties, shown, opening)
    if at < len(shown):
        found.append(_run(properties, shown[at:]))
    return "".join(found)


def _run(properties: str, words: str, opening: str = '<w:t xml:space="preserve">') -> str:
    return f"<w:r>{properties}{opening}{words}</w:t></w:r>"


@lru_cache(maxsize=256)
def _highlighted(properties: str) -> str:
    try:
        run = etree.fromstring(f"<w:r {_WORD}>{properties}</w:r>")
    except etree.XMLSyntaxError as cause:  # names of another namespace
        raise Unusual(properties) from cause
    set_highlight(run)
    written = etree.tostring(run[0], encoding="unicode")
    return written.replace(f" {_WORD}", "", 1)
