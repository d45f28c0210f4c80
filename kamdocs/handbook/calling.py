"""How templates call macros and functions: straight.

Jinja asks of each call, in several ways, whether it wants the context; a build of 1,000 accounts makes a million of
them, and hardly one does. What is neither a macro nor a plain function goes Jinja's own way.
"""

from types import FunctionType, MethodType
from typing import Any

from jinja2.runtime import Context, Macro

_OF_THE_CONTEXT = ("_loop_vars", "_block_vars")
"""What the compiled templates hand over for who wants the context."""


class StraightContext(Context):
    """A context of a template that calls without asking."""

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """The result of a call within a template."""
        kind = type(called)
        if kind is Macro:
            return called(self.eval_ctx, *args, **_own(named))  # a macro wants to know whether to escape
        if (kind is FunctionType or kind is MethodType) and not hasattr(called, "jinja_pass_arg"):
            return called(*args, **_own(named))
        return super().call(called, *args, **named)


def _own(named: dict[str, Any]) -> dict[str, Any]:
    for name in _OF_THE_CONTEXT:
        named.pop(name, None)
    return named
