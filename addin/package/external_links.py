"""外部链接 (external links): take out those that point at our add-in; the others keep working under new numbers."""

from __future__ import annotations

import re

from . import markup
from .draft import Draft
from .formula_shift import pieces

#: file names under which the add-in is known; the link's path is the user's own and says nothing
_OURS = re.compile(r"(?:^|[/\\])(?:jixiao|绩效)[^/\\]*\.xla[mx]?$", re.IGNORECASE)
_BOOK = re.compile(r"\[(\d{1,4})\]")
_FORMULAS = (
    b"f",
    b"formula",
    b"formula1",
    b"formula2",
    b"definedName",
    b"calculatedColumnFormula",
    b"totalsRowFormula",
)
_TYPES = ("worksheet+xml", "sheet.main+xml", "chart+xml", "chartex+xml", "table+xml")


def remove_add_in_links(draft: Draft) -> None:
    """删除指向加载项的链接: unless some formula still refers to it."""
    main = draft.parts.main
    order = _references(draft)
    ours = [number for number, id_ in enumerate(order, 1) if _is_ours(draft, id_)]
    ours = [number for number in ours if not _used(draft, number)]
    if not ours:
        return
    new = {old: at for at, old in enumerate((n for n in range(1, len(order) + 1) if n not in ours), 1)}
    for name in _formula_parts(draft):
        data = draft.editable(name)
        draft.write(name, markup.rewrite(data, {}, dict.fromkeys(_FORMULAS, lambda text: _renumbered(text, new))))
    data = draft.editable(main)
    seen = markup.view(data)
    prefix = markup.root(seen)[0]
    tags = list(markup.find_all(seen, prefix + b"externalReference"))
    patches = [(tags[n - 1].start, markup.element_end(seen, tags[n - 1]), b"") for n in ours]
    whole = markup.find(seen, prefix + b"externalReferences")
    if len(ours) == len(order) and whole is not None:
        patches = [(whole.start, markup.element_end(seen, whole), b"")]
    draft.write(main, markup.apply(data, patches))
    for number in ours:
        target = next(one for one in draft.parts.relationships(main) if one.id == order[number - 1])
        part = draft.find(target.target)
        draft.unrelate(main, target.id)
        if part is not None:
            draft.remove(part)


def _references(draft: Draft) -> list[str]:
    """The relationship ids of the external references, in the order that formulas count them."""
    seen = markup.view(draft.editable(draft.parts.main))
    prefix = markup.root(seen)[0]
    found = []
    for tag in markup.find_all(seen, prefix + b"externalReference"):
        id_ = re.search(rb":id\s*=\s*[\"']([^\"']*)", tag.attributes)
        found.append(id_.group(1).decode("utf-8", "replace") if id_ else "")
    return found


def _is_ours(draft: Draft, id_: str) -> bool:
    link = next((one for one in draft.parts.relationships(draft.parts.main) if one.id == id_), None)
    part = draft.find(link.target) if link is not None and not link.external else None
    if part is None:
        return False
    return any(one.external and _OURS.search(one.target) for one in draft.parts.relationships(part))


def _formula_parts(draft: Draft) -> list[str]:
    return [name for name in draft.names() if draft.parts.content_types.of(name).endswith(_TYPES)]


def _used(draft: Draft, number: int) -> bool:
    mark = b"[%d]" % number
    return any(mark in draft.read(name) and _mentions(draft.read(name), number) for name in _formula_parts(draft))


def _mentions(data: bytes, number: int) -> bool:
    found: list[str] = []

    def look(text: str) -> str:
        found.extend(match for _, sheet, _ in pieces(text) for match in _BOOK.findall(sheet))
        return text

    markup.rewrite(data, {}, dict.fromkeys(_FORMULAS, look))
    return str(number) in found


def _renumbered(text: str, new: dict[int, int]) -> str:
    if "[" not in text:
        return text
    made = []
    for _, sheet, rest in pieces(text):
        made.append(_BOOK.sub(lambda match: f"[{new.get(int(match.group(1)), match.group(1))}]", sheet) + rest)
    return "".join(made)
