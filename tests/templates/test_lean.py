"""Templates with less work write what Jinja's own environment writes."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from prongsai.lean import LeanEnvironment

WORDS = {"a": {"b": "x < y", "items": "ข้อ", "n": 3, "how": "{n} จาก <b>", "row": ["ก", "ข"]}, "b": "&"}
SETTINGS: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True}


def written(lean: bool, template: str, **more: str) -> str:
    env = (LeanEnvironment if lean else Environment)(loader=DictLoader({"it": template, **more}), **SETTINGS)
    env.globals["t"] = WORDS
    if isinstance(env, LeanEnvironment):
        env.constants = {"t": WORDS}
    return env.get_template("it").render(
        text="<i>&'\"", html=Markup("<i>"), number=7, key="b", call=lambda *a, **k: f"<{a}{k}>", none=None
    )


@pytest.mark.parametrize(
    "template",
    [
        "{{ t.a.b }}{{ t['a'].b }}{{ t.a['b'] }}{{ t.a[key] }}{{ t[none or 'b'] }}",
        "{{ t.a.n + 1 }} {{ t.a.n ~ t.b }} {{ t.a.how.format(n=number) }} {{ t.a.how.format(n=text)|upper }}",
        "{{ t.a['items'] }}{% for one in t.a.row %}{{ one }}{{ loop.index }}{% endfor %}{{ t.a.row[0] }}",
        "{{ t.a.keys()|list }}{{ t.a.items()|list|length }}",
        "{{ text }}{{ html }}{{ number }}{{ none }}{{ 1.5 }}{{ [text, html] }}{{ text|safe }}",
        "{{ call(text, 1, a=html) }}{{ call(*[1, 2]) }}{{ call(**{'class': 1}) }}{{ call() }}",
        "{% macro m(x, y=2) %}<u>{{ x }}{{ y }}{{ caller() if caller is defined }}</u>{% endmacro %}"
        "{{ m(text) }}{{ m(html, y=t.b) }}"
        "{% call m(1) %}{{ t.b }}{{ text }}{% endcall %}",
        "{% set t = {'a': {'b': 'mine'}} %}{{ t.a.b }}",
        "{% for t in [{'b': 'mine'}] %}{{ t.b }}{% endfor %}{{ t.b }}",
        "{% macro m(t) %}{{ t.b }}{% endmacro %}{{ m({'b': 'mine'}) }}",
        "{% with t = {'b': 'mine'} %}{{ t.b }}{% endwith %}",
        "{% autoescape false %}{{ text }}{{ t.a.b }}{% endautoescape %}{{ text }}",
        "{% extends 'base' %}{% block body %}{{ super() }}{{ m.one(t.b) }}{% endblock %}",
        "{% filter upper %}{{ t.a.b }}{{ text }}{% endfilter %}{% set x %}{{ text }}{% endset %}{{ x }}",
        "{{ t.a is mapping }}{{ t.a.b if t.a.n > 2 else t.b }}",
    ],
)
def test_the_text_is_jinjas_own(template: str) -> None:
    more = {
        "base": "{% import 'macros' as m %}<p>{% block body %}{{ text }}{% endblock %}",
        "macros": "{% macro one(x) %}{{ x }}{{ t.a.b }}{% endmacro %}",
    }
    assert written(True, template, **more) == written(False, template, **more)


@pytest.mark.parametrize("template", ["{{ t.a.missing }}", "{{ missing }}", "{{ missing() }}", "{{ t.c.d }}"])
def test_what_is_missing_is_an_error_as_before(template: str) -> None:
    for lean in (True, False):
        with pytest.raises(UndefinedError):
            written(lean, template)
