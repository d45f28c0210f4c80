"""How templates call and escape: straight.

Jinja asks of each call, in several ways, whether it wants the context, and makes HTML anew of what is HTML; a build of
1,000 accounts makes a million calls, and hardly one wants it.
"""

import re
from collections.abc import MutableMapping
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Context, Macro
from markupsafe import Markup
from markupsafe import escape as _escape

_OF_THE_CONTEXT = ("_loop_vars", "_block_vars")
"""What the compiled templates hand over for who wants the context."""
_SPECIAL = re.compile("[&<>\"']")


class StraightContext(Context):
    """A context of a template that calls without asking.

    What is neither a macro nor a plain function goes Jinja's own way.
    """

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """The result of a call within a template."""
        kind = type(called)
        if kind is Macro:
            return called(self.eval_ctx, *args, **_own(named))  # a macro wants to know whether to escape
        if (kind is FunctionType or kind is MethodType) and not hasattr(called, "jinja_pass_arg"):
            return called(*args, **_own(named))
        return super().call(called, *args, **named)


def _own(named: dict[str, Any]) -> dict[str, Any]:
    if named:
        for name in _OF_THE_CONTEXT:
            named.pop(name, None)
    return named


class StraightGenerator(CodeGenerator):
    """Compiles templates that read an attribute as Python does; an item of a mapping is read in brackets."""

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja's own name)
        """Write the attribute of a value."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class StraightEnvironment(Environment):
    """An environment whose templates escape in our way, and have all the same globals."""

    context_class = StraightContext
    code_generator_class = StraightGenerator

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template in one mapping: each page asks for all of them, in a dozen templates."""
        return {**self.globals, **(d or {})}

    def _generate(self, *given: Any, **named: Any) -> str:
        return f"{super()._generate(*given, **named)}\nfrom {__name__} import escape\n"


def escape(value: Any) -> str:
    """A value as a page shows it; HTML, as what a macro makes, and a text with nothing to escape stay as they are."""
    kind = type(value)
    return value if kind is Markup or (kind is str and not _SPECIAL.search(value)) else _escape(value)
