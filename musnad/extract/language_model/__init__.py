"""The optional reader `llm`: a language model behind any OpenAI-compatible address, whose words must stand in the text."""
