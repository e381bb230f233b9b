"""What happened, as the record has it.

Read `standing` first (where every State stands on one roll call or roster), then `coalition` and
`headline` (a subject in figures), `succession` and `versions` (who came and went), `funnel`,
`roster_matrix` and `shifts` (texts side by side), `dossier` (one State), `group_votes` and
`representation` (groups), `process` (what is to come), `search` and `holdings` (what there is).
What pages ask stands in `questions`.
"""
