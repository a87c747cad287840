"""备好的模板 (prepared template): the pack's workbook with what is the same for all units done once."""

from __future__ import annotations

from collections.abc import Sequence

from ..package import markup
from ..package.draft import Draft
from ..package.plan import Place, Plan
from ..package.properties import write_properties
from .identity import Identity
from .job import Given

#: stands for the unit's code until it is known; nothing else in a package looks like it
_UNIT = "\ue000jixiao.unit\ue000"


class Prepared:
    """备好的模板: fills the same cells for one unit after the other.

    Args:
        data: the workbook. cells: the cells that are filled. identity: pack, version and year. path: for messages.

    Raises:
        PackageProblem: the workbook cannot be written.
    """

    def __init__(self, data: bytes, cells: Sequence[Place], identity: Identity, path: str) -> None:
        draft = Draft(data, path)
        self._member = write_properties(
            draft, Identity(identity.pack, identity.version, _UNIT, identity.year).properties()
        )
        self._pieces = draft.read(self._member).split(markup.escape(_UNIT))
        self.plan = Plan(draft.to_bytes(), cells, members=[self._member], lock=True, path=path)

    @property
    def data(self) -> bytes:
        """填写之前的工作簿."""
        return self.plan.data

    def fill(self, values: Sequence[Given], unit: str) -> bytes:
        """一个单位的工作簿.

        Args:
            values: one for each cell. unit: the unit's code.

        Raises:
            PackageProblem: a value that no cell can hold.
        """
        return self.plan.fill(values, {self._member: markup.escape(unit).join(self._pieces)})
