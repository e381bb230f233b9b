"""The forecasts of a plan beside what happened."""
