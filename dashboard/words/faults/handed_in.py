"""What can be said of a file that was handed in; fields stand for names and numbers."""

from __future__ import annotations

from dashboard.i18n import mark

PLACES = (
    mark("the template (PPTX)"),
    mark("the template (DOCX)"),
    mark("template"),
)

FINDINGS = (
    mark("too many files that are being read"),
    mark("a file that takes longer than {0} s"),
    mark("a file that takes more than {0} MB of memory"),
    mark("parts that do not fit together ({0})"),
    mark("parts that do not fit together"),
    mark("a file that ended the program reading it"),
    mark("invalid JSON: {0}"),
    mark("a field with {0}"),
    mark("a plan in format {0}"),
    mark("unknown State {0}"),
    mark("unknown text {0}"),
    mark("{0} MB once unpacked, packed into {1} MB"),
    mark("{0} parts"),
    mark("two parts of one name"),
    mark("{0}, which holds a program"),
    mark("a part called {0}"),
    mark("a DOCTYPE in {0}"),
    mark("broken XML in {0}"),
    mark("{0} in {1}, which is fetched from elsewhere"),
    mark("a document made for macros"),
    mark("no .{0} in it"),
    mark("no layout with a title and a subtitle"),
    mark("no layout for content"),
    mark("no style {0}"),
)

EXPECTATIONS = (
    mark("a free place"),
    mark("a plan saved as a file"),
    mark("a briefing saved as a file"),
    mark("a count saved as a file"),
    mark("a template of slides"),
    mark("a template of papers"),
    mark("a plan of at most {0} MB"),
    mark("a briefing of at most {0} MB"),
    mark("a count of at most {0} MB"),
    mark("a text in JSON"),
    mark("only the fields of this format"),
    mark("keys of the states in these facts"),
    mark("keys of the texts in these facts"),
    mark("at most {0} MB"),
    mark("at most {0}"),
    mark("no more than a template needs"),
    mark("one of each"),
    mark("nothing that runs"),
    mark("parts inside the file"),
    mark("none"),
    mark("nothing from outside the file"),
    mark("a file as its program saves it"),
    mark("a file as {0} saves it"),
    mark("one without"),
    mark("slides as PowerPoint saves them"),
    mark("one for the first slide"),
)

REMEDIES = (
    mark("check that it is the right file; nothing was changed"),
    mark("try again in a moment; nothing was changed"),
    mark("choose a file that was saved as a plan"),
    mark("choose a file that was saved as a briefing"),
    mark("choose a file that was saved as a count"),
    mark("export it again from a Trojka of this version"),
    mark("correct them, or open the plan where these facts are known"),
    mark("take its pictures out, or make them smaller"),
    mark("save it again from the program that made it"),
    mark("save an empty document with the same styles, and use that"),
    mark("save it from {0} without macros and embedded objects"),
    mark("save it again without it"),
    mark("open it there, save it again and use that"),
    mark("embed what is linked, and save it again"),
    mark("save it from {0} as .{1}, without macros"),
    mark("save the template from {0} as .{1}, not as a template or older kind"),
    mark("add what is missing in the slide master view"),
    mark("make it larger in the slide master view"),
    mark("use each of these once in the template and save it again"),
)
