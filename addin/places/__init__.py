"""位置 (places): folders and files on this machine or on shared storage, behind one small set of verbs."""

from __future__ import annotations

from .base import Found, Place
from .opening import place
from .reasons import PlaceError, PlaceExists, PlaceMissing, PlaceRefused, reason_of

__all__ = ["Found", "Place", "PlaceError", "PlaceExists", "PlaceMissing", "PlaceRefused", "place", "reason_of"]
