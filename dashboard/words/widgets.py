"""What Streamlit's own widgets say: in English, whatever the page speaks, so it is told here."""

from __future__ import annotations

from dashboard import i18n
from dashboard.i18n import _, mark

FILES = (
    mark("Upload"),
    mark("Drag and drop a file here"),
    mark("{size} per file"),
    mark("File must be {size} or smaller."),
    mark("{type} files are not allowed."),
    mark("File size is too small."),
    mark("Only one file is allowed."),
    mark("Unexpected error. Please try again."),
    mark("Upload failed"),
    mark("Click to retry upload"),
    mark("Add files"),
    mark("file upload"),
)

CHOICES = (
    mark("Choose an option"),
    mark("Choose options"),
    mark("Select all"),
    mark("Select {n} matches"),
    mark("Add: {words}"),
    mark("No results"),
    mark("Clear all"),
    mark("Clear value"),
    mark("Remove {name}"),
    mark("Multiselect options"),
    mark("Selectbox options"),
    mark("Dismiss"),
)

FIELDS = (
    mark("Press Enter to apply"),
    mark("Press Enter to submit form"),
    mark("Press {key}+Enter to apply"),
    mark("Press {key}+Enter to submit form"),
    mark("Number is below the allowed range."),
    mark("Number is above the allowed range."),
    mark("Number is outside the allowed range. Please enter a value between {low} and {high}."),
    mark("Increment"),
    mark("Decrement"),
    mark("Choose date"),
    mark("Previous month"),
    mark("Next month"),
    mark("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    mark("yyyy"),
)

TABLES = (
    mark("Show/hide columns"),
    mark("Download as CSV"),
    mark("Search"),
    mark("Fullscreen"),
    mark("Close fullscreen"),
    mark("Clear selection"),
    mark("Add row"),
    mark("Delete row(s)"),
    mark("Sort ascending"),
    mark("Sort descending"),
    mark("Format"),
    mark("Autosize"),
    mark("Pin column"),
    mark("Unpin column"),
    mark("Hide column"),
    mark("Copy column name"),
    mark("Dataframe column menu"),
)

FRAME = (
    mark("Close"),
    mark("Help"),
    mark("Help for {label}"),
    mark("Copy to clipboard"),
    mark("Copied"),
    mark("Skip to main content"),
    mark("Sidebar"),
    mark("App pages"),
    mark("Expand sidebar"),
    mark("Collapse sidebar"),
    mark("Connecting"),
)

PHRASES: tuple[str, ...] = (*FILES, *CHOICES, *FIELDS, *TABLES, *FRAME)
"""Whole texts as Streamlit has them, or before a colon; a field is whatever it puts there."""


def told() -> list[tuple[str, str]]:
    """Return each phrase with what it is in the language spoken; none where that is English."""
    if i18n.language() == i18n.DEFAULT:
        return []
    return [(phrase, _(phrase)) for phrase in PHRASES]
