"""Who joins a text, and how good such forecasts were.

Read `asof` and `gathering` first (what was known when), `joining_features` and `learning` (the
model), `sizes` and `growth` (how many), `joining` and `joining_on_day` (a forecast), then
`opportunities`, `champions`, `broadening` and the reasons; `backtest` and `open_backtest` are the
proof. What pages ask stands in `questions` and `proofs`.
"""
