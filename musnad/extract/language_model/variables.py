"""The names of the environment's variables that the reader `llm` obeys; apart, so that naming them loads no network."""

ADDRESS, MODEL, KEY, TIMEOUT = "MUSNAD_LLM_ADDRESS", "MUSNAD_LLM_MODEL", "MUSNAD_LLM_KEY", "MUSNAD_LLM_TIMEOUT"
