"""Through whom one State reaches another: ties, and how sure they are.

Read `network` first (graphs of States), then what is drawn of them. What pages ask stands in
`questions`.
"""
