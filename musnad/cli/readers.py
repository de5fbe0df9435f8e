"""The options that ask for readers from elsewhere: `--reader`, `--llm-address`, `--llm-model`."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from musnad.extract.language_model.variables import ADDRESS, KEY, MODEL
from musnad.extract.plugins import VARIABLE, asked_for


def with_readers(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options. What they say holds for this run and the processes it starts."""

    @click.option("--reader", "readers", multiple=True, metavar="NAME", help="Also ask this reader from elsewhere "
                  f"(repeatable); `llm` is a language model. Else ${VARIABLE}, else none.")  # fmt: skip
    @click.option("--llm-address", metavar="URL", help=f"For llm: an OpenAI-compatible address; else ${ADDRESS}. "
                  f"A key is taken from ${KEY}.")  # fmt: skip
    @click.option("--llm-model", metavar="NAME", help=f"For llm: the model; else ${MODEL}.")
    @wraps(command)
    def asking(readers: tuple[str, ...], llm_address: str | None, llm_model: str | None, **own: Any) -> None:
        given = {VARIABLE: ",".join(readers), ADDRESS: llm_address, MODEL: llm_model}
        os.environ.update({name: value for name, value in given.items() if value})
        asked_for(readers)  # what is missing is told before anything is read
        command(**own)

    return asking
