"""Steps of the schema, named by number."""
