"""The optional reader `llm`: a language model behind any OpenAI-compatible address, whose words must stand in the text."""

from musnad.extract.language_model.reader import Reader

__all__ = ["Reader"]
