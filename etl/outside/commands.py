"""The command that takes in a voting file of the UN Digital Library."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from etl.outside import library


def add_to(commands: Any, *, sources: Path) -> None:
    """Add the command to those of ``python -m etl``.

    Parameters
    ----------
    commands
        What ``add_subparsers`` returns; argparse keeps its type to itself.
    sources : Path
        The folder of sources unless another is named.
    """
    words = "take in a voting file of the UN Digital Library, for the next snapshot"
    command = commands.add_parser("import-undl", help=words, description=words.capitalize() + ".")
    command.set_defaults(run=_import)
    command.add_argument("file", type=Path, metavar="FILE", help="the CSV, as it was downloaded")
    command.add_argument(
        "--downloaded", metavar="DAY", help="day of the download (that of the file)"
    )
    command.add_argument(
        "--sources",
        type=Path,
        default=sources,
        metavar="FOLDER",
        help="folder of source files, which says which States there are (data/sources)",
    )


def _import(options: argparse.Namespace) -> None:
    held = library.import_file(options.file, root=options.sources, downloaded=options.downloaded)
    about = held.source.about
    console = Console()
    console.print(
        f"{about.title}: {len(held.votes):,} votes on {len(held.texts):,} texts, the last of "
        f"{about.as_of}.",
        highlight=False,
        soft_wrap=True,
    )
    console.print(f"{about.note} Terms: {about.licence}.", highlight=False, soft_wrap=True)
    console.print("The next build takes it in: python -m etl build", highlight=False)
