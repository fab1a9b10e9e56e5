"""Jinja that writes the same text with less work: what never changes is settled when a template is compiled.

A page asks for some hundred words of the interface, one dictionary after the other, and escapes them each time. Here
they are part of the code. What a page writes is escaped without an object for each piece, and a function is called
as it is: templates of such an environment can have none that wants Jinja's context.
"""

from __future__ import annotations

from collections.abc import Mapping
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # a markupsafe that keeps it elsewhere: slower, not wrong

    def _escaped(text: str, /) -> str:
        return str(escape(text))


_NONE = object()


class LeanEnvironment(Environment):
    """An environment whose templates know `constants` when they are compiled: nested dictionaries by global name.

    A name that a template gives to something of its own is that; one that `render` is given must not be among them.
    """

    constants: Mapping[str, Any]

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        own = {one.name for one in source.find_all(nodes.Name) if one.ctx != "load"}
        known = {key: value for key, value in self.constants.items() if key not in own}
        folded = _Constants(self, known).visit(source)
        return super()._generate(folded, name, filename, defer_init)

    @staticmethod
    def written(value: object) -> str:
        """A value as it stands in HTML: what `str(escape(value))` is."""
        kind = type(value)
        if kind is str:
            return _escaped(value)  # type: ignore[arg-type]  # it is one
        return value if kind is Markup else str(escape(value))  # type: ignore[return-value]  # a Markup is a str


class _Constants(NodeTransformer):
    """Puts the words in the place of the names that lead to them."""

    def __init__(self, environment: LeanEnvironment, constants: Mapping[str, Any]) -> None:
        self._environment, self._constants = environment, constants

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802  # so Jinja calls it
        return self._folded(node)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802  # so Jinja calls it
        return self._folded(node)

    def _folded(self, node: nodes.Expr) -> nodes.Node:
        value = self._value(node)
        if isinstance(value, str | int):
            return nodes.Const(value, lineno=node.lineno, environment=self._environment)
        return self.generic_visit(node)

    def _value(self, node: nodes.Node) -> object:
        """What stands there in `constants`, found as Jinja finds it; `_NONE` where that is not certain."""
        if isinstance(node, nodes.Name) and node.ctx == "load":
            return self._constants.get(node.name, _NONE)
        if isinstance(node, nodes.Getattr):
            inside, key = self._value(node.node), node.attr
            known = isinstance(inside, dict) and not hasattr(inside, key)  # x.items is the method
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            inside, key = self._value(node.node), node.arg.value
            known = isinstance(inside, dict) and isinstance(key, str)
        else:
            return _NONE
        return inside.get(key, _NONE) if known else _NONE  # type: ignore[attr-defined]  # known: a dictionary


class _LeanCode(CodeGenerator):
    """Code that calls functions as they are and writes pieces without wrapping each."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("written = environment.written")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("written(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  # so Jinja calls it
        special = forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs)
        if special or self.environment.is_async or self.environment.sandboxed:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        called = node.node
        if (
            isinstance(called, nodes.Getattr)
            and isinstance(called.node, nodes.Const)
            and called.attr == "format"
            and isinstance(called.node.value, str)
        ):
            self.write(f"{called.node.value!r}.format(")
        else:
            self.visit(called, frame)
            self.write("(")
        for place, argument in enumerate((*node.args, *node.kwargs)):
            self.write(", " if place else "")
            self.visit(argument, frame)
        self.write(")")


LeanEnvironment.code_generator_class = _LeanCode
