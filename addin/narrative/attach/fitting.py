"""版面的分配 (fitting): column widths, and how close the rows are drawn so that a table does not run over by a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Sequence, Tuple

#: room for text in points on an upright page and on one turned round, a little kept back for other fonts
UPRIGHT_HIGH, ACROSS_HIGH = 612.0, 422.0
UPRIGHT_WIDE = 9000
TWIPS = 20
#: between a cell's line and its text, in twips
MARGIN = 57
#: a last page that is filled to less than this looks as if the table had run over
_LITTLE = 0.3
#: how close rows may be drawn: shares of the sheet's own heights
_STEPS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.35, 0.0)


@dataclass(frozen=True)
class Letters:
    """一种字号: size and line pitch in points, as the style of the template has them (``addin.build.reports.look``)."""

    size: float
    line: float


TEXT, SMALL, NOTE, TITLE = Letters(9, 12), Letters(7.5, 10), Letters(10.5, 16), Letters(14, 22)


def fitted(widths: Sequence[float], least: Sequence[float], total: int) -> List[int]:
    """分配列宽: columns that are too narrow for what they hold take from those with room to spare.

    Args:
        widths: the columns' widths in proportion. least: what each needs. total: what there is for all.

    >>> fitted([100, 100, 800], [50, 300, 200], 1000)
    [85, 300, 615]
    """
    wanted = [max(one, need) for one, need in zip(widths, least)]
    spare = [one - need for one, need in zip(wanted, least)]
    excess = sum(wanted) - total
    if excess > 0 and sum(spare) > 0:
        share = min(1.0, excess / sum(spare))
        wanted = [one - share * room for one, room in zip(wanted, spare)]
    scale = total / (sum(wanted) or 1.0)
    return [round(one * scale) for one in wanted]


def lines_of(text: str, width: float, letters: Letters) -> int:
    """文字占几行: an estimate, with Chinese characters as wide as high and others little more than half of it.

    Args:
        text: with its line breaks. width: in twips.

    >>> lines_of("部门整体支出绩效", 4 * 9 * 20, Letters(9, 13))
    2
    """
    room = max(width / letters.size / TWIPS, 1.0)
    count = 0
    for line in text.split("\n"):
        count, filled = count + 1, 0.0
        for letter in line:
            wide = 1.0 if ord(letter) > 0x2E80 else 0.56
            if filled + wide > room:
                count, filled = count + 1, 0.0
            filled += wide
    return count


@dataclass(frozen=True)
class Heights:
    """一张表各部分的高 in points.

    Args:
        above, below: of the paragraphs before and behind the table. given: of its rows in the sheet, scaled to the page.
        needed: what their texts need at least. head: of the rows that are repeated on every page. page: room on one.
    """

    above: float
    below: Sequence[float]
    given: Sequence[float]
    needed: Sequence[float]
    head: float
    page: float

    def pages(self, share: float) -> int:
        """页数 when rows are as high as that share of the sheet's heights."""
        return self._laid(share)[0]

    def share(self) -> float:
        """行高取几成: as close to the sheet as a table can be on as few pages as it can."""
        fewest = self.pages(_STEPS[-1])
        return next(share for share in _STEPS if self.pages(share) == fewest)

    @property
    def nearly(self) -> bool:
        """只多出一点: the last page of several holds little."""
        number, at = self._laid(self.share())
        return number > 1 and at < _LITTLE * self.page

    @property
    def closest(self) -> Tuple[int, float]:
        """Pages, and where the last one ends, with rows as low as they can be."""
        return self._laid(_STEPS[-1])

    def _laid(self, share: float) -> Tuple[int, float]:
        """(pages, where the last one ends)."""
        number, at = 1, self.above
        for given, needed in zip(self.given, self.needed):
            high = max(needed, given * share)
            if at + high > self.page:
                number, at = number + 1, self.head
            at += high
        for high in self.below:
            if at + high > self.page:
                number, at = number + 1, 0.0
            at += high
        return number, at
