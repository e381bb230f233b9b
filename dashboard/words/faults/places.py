"""Where a fault lies, as the programs of the facts say it; fields stand for names and numbers."""

from __future__ import annotations

from dashboard.i18n import mark

PLACES = (
    mark("the fact"),
    mark("the file"),
    mark("the journal"),
    mark("the list"),
    mark("the list line {0}"),
    mark("the pasted list"),
    mark("the pasted list line {0}"),
    mark("the request"),
    mark("the request [source] {0}"),
    mark("the request [instrument] {0}"),
    mark("the request {0}"),
    mark("the role"),
    mark("the roll call"),
    mark("the roll call, {0}"),
    mark("the roster"),
    mark("the snapshot"),
    mark("snapshot {0}"),
    mark("the source"),
    mark("the source {0}"),
    mark("the source, licence"),
    mark("the source, retrieved"),
    mark("the sources"),
    mark("the symbol"),
    mark("the tally"),
    mark("the text"),
    mark("the program that changes the facts"),
    mark("table {0}, column {1}"),
    mark("{0} line {1}"),
    mark("{0} line {1}, {2}"),
    mark("{0} line {1} column {2}"),
    mark("{0}, sheet '{1}'"),
    mark("{0} correction {1}"),
    mark("{0} correction"),
)
