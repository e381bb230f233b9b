"""From a result to a Plotly figure; no streamlit here."""
