"""A command with more options than a function should have parameters takes them as one object."""

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

Command = Callable[..., None]


def flatten(options: type[Any], *, into: str) -> Callable[[Command], Command]:
    """Return a decorator that spreads a command's parameter `into`, of the dataclass `options`, into one option a field.

    Typer reads the signature that is put together here; the field's annotation and default are those of the option.
    """
    return lambda command: _spread(command, options, into)


def _spread(command: Command, options: type[Any], into: str) -> Command:
    fields = get_type_hints(options, include_extras=True)
    own = inspect.signature(command)

    def spread(**given: Any) -> None:
        chosen = options(**{name: given.pop(name) for name in fields})
        command(**given, **{into: chosen})

    parameters = [parameter for name, parameter in own.parameters.items() if name != into]
    parameters += [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=fields[field.name]
        )
        for field in dataclasses.fields(options)
    ]
    spread.__name__, spread.__doc__ = command.__name__, command.__doc__
    spread.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    spread.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return spread
