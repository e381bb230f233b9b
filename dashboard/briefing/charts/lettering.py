"""The letters of briefings: the site's own type, from packages, so that no machine lacks it."""

from __future__ import annotations

import functools
import logging
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import matplotlib as mpl
from matplotlib import font_manager

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"
FALLBACK = "DejaVu Sans"
"""Comes with matplotlib: Greek, Cyrillic, Arabic, Hebrew and signs that the others lack."""

FILES = ("Regular", "Semibold", "It", "SemiboldIt")


def folders() -> tuple[Path, ...]:
    """Return the folders in which the letters lie."""
    return (
        Path(font_source_sans_pro.font_directory),
        Path(font_source_serif_pro.font_directory),
        Path(mpl.get_data_path()) / "fonts" / "ttf",
    )


@functools.cache
def make_known() -> None:
    """Tell matplotlib of the letters, once in a process."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # no semibold fallback
    for folder in folders()[:2]:
        for path in sorted(folder.glob("*.ttf")):
            if path.stem.split("-")[-1] in FILES:
                font_manager.fontManager.addfont(path)
