"""Everything of a workbook of the stand-in, to compare before and after."""

from __future__ import annotations


def state_of(book):
    """Everything of a workbook of the stand-in that a user could see or that is saved."""

    def cell(one):
        comment = one.comment and (one.comment._text, one.comment.Visible)
        look = (one.number_format, one.pattern, one.color, one.theme, one.tint)
        return one.value, one.formula, look, comment

    blank = (None, None, ("General", -4142, 16777215.0, None, 0.0), None)
    return {
        "sheets": [one._name for one in book._sheets],
        "cells": {
            (sheet._name, where): cell(one)
            for sheet in book._sheets
            if hasattr(sheet, "_cells")
            for where, one in sheet._cells.items()
            if cell(one) != blank
        },
        "merges": {sheet._name: sheet._merges[:] for sheet in book._sheets if hasattr(sheet, "_merges")},
        "protected": {s._name: (s._protected, s._password, s._options) for s in book._sheets if hasattr(s, "_cells")},
        "notes": [part._text for part in book._parts],
        "names": [(name._name, name._refers_to) for name in book._names],
        "links": {
            s._name: [(one.Range.Row, one.Range.Column, one.SubAddress) for one in s._links]
            for s in book._sheets
            if hasattr(s, "_links")
        },
        "active": book._active._name,
    }
