"""How well the reader reads: its records against gold that people made, layer by layer."""
