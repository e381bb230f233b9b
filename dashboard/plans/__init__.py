"""Saved outreach plans and the log of what came of them: nothing here knows streamlit."""
