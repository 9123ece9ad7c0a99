"""No great file, no great function, a docstring on everything public."""

import ast

from tests.house.sources import PACKAGE, ROOT, functions, modules, short

LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def test_no_file_passes_four_hundred_lines() -> None:
    folders = (PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "benchmarks")
    lengths = {short(f): len(f.read_text(encoding="utf-8").splitlines()) for d in folders for f in modules(d)}
    assert len(lengths) > 50
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_passes_forty_lines() -> None:
    great = {
        f"{short(file)}:{function.name}": length
        for file in modules()
        for function in functions(file)
        if (length := body_lines(function)) > LONGEST_FUNCTION
    }
    assert great == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines from its `def` to its end, without its docstring: explaining must not cost."""
    body = function.body
    documented = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    docstring = body[0].end_lineno - body[0].lineno + 1 if documented and body[0].end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def test_the_count_sees_long_functions_and_forgives_docstrings() -> None:
    def function(lines: int, doc: int) -> ast.FunctionDef:
        source = "def f():\n" + '    """' + "\n" * (doc - 1) + '"""\n' + "    x = 1\n" * lines
        found = ast.parse(source).body[0]
        assert isinstance(found, ast.FunctionDef)
        return found

    assert body_lines(function(39, 30)) == 40
    assert body_lines(function(40, 1)) == 41


def test_every_module_says_what_it_is() -> None:
    silent = [short(f) for f in modules() if not ast.get_docstring(ast.parse(f.read_text(encoding="utf-8")))]
    assert silent == []
