"""Hours of input that nobody meant, for every way in: `make fuzz MINUTES=60`. What broke something is kept in `found/`."""
