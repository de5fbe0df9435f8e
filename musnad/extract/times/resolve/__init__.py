"""Phrases to meanings: values and days, counted from publication and from what the text has named."""
