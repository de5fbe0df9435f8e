"""Days as the command line takes them."""

from __future__ import annotations

import click

from musnad.errors import MusnadError


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day, month or year as an ISO prefix. Raises MusnadError for anything else."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value as it is, once it is known to be a day that exists."""
        from musnad.intake.dates import is_prefix

        if not is_prefix(value):
            option = f"{param.opts[0]}: " if param else ""
            raise MusnadError(f"{option}{value!r} is not a day: write YYYY-MM-DD, YYYY-MM or YYYY")
        return value


DAY = Day()
