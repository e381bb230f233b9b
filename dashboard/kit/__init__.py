"""What every page is drawn with; the only place beside `pages` that knows Streamlit."""
