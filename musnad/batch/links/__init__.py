"""Links across the documents of a batch: SQL over its tables of keys, one partition at a time, on DuckDB."""
