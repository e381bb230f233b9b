"""Slides: a pack as a file that PowerPoint opens, its charts native and every tile a shape.

``write`` is all that others need. A slide is made on a template's layouts (`layouts`, ours in
`design`) as a `page`; what stands on it is written as DrawingML by a `pen`, and measured
(`setting`) before it is put there, so that no text is clipped.
"""

from dashboard.briefing.slides.deck import write

__all__ = ["write"]
