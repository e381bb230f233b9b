"""Charts without a browser: a Plotly figure is read once, and drawn by whoever writes it.

`reading` turns a figure into a `drawing.Drawing`, in which nothing is left to a default; writers of
pictures and of slides draw from that, so that both show the same.
"""
