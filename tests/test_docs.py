"""Every command and snippet of README and docs is run, in the order in which a reader would; the site is built."""

from __future__ import annotations

import html.parser
import importlib.util
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")), DOCS / "gallery" / "README.md"]
BLOCK = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Commands that change the machine or take minutes: what they name must exist.
NOT_RUN = re.compile(r"(?:make (\w+)|pip install .*|(?:\.venv/bin/)?python (?:-m )?([\w./]+).*|pytest ([\w./]+).*)")


def blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """Language, further words, and text of every fenced block."""
    for match in BLOCK.finditer(page.read_text("utf-8")):
        yield match[1], match[2].strip(), match[3]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what a reader of the pages has at hand."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(ROOT / "seeds", "seeds")
    Path("reports").mkdir()
    for report in Path("seeds").glob("*.md"):
        shutil.copy(report, Path("reports") / f"{report.stem}.txt")
    shutil.copy("seeds/korea-2022-11-02.md", "report.txt")
    shutil.copy("seeds/korea-2022-11-02.md", "your-report.txt")
    shutil.copy("seeds/incidents.csv", "table.csv")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_and_snippet_does_what_the_page_says(page: Path, desk: Path) -> None:
    names: dict[str, Any] = {}
    said = ""
    for language, words, text in blocks(page):
        title = re.search(r'title="([^"]+)"', words)
        if title:
            (desk / title[1]).write_text(text, "utf-8")
        if language == "python":
            exec(compile(text, f"{page.name}: {text[:40]!r}", "exec"), names)  # noqa: S102  our own pages
        elif language == "toml":
            tomllib.loads(text)
        elif language == "json":
            json.loads(text)
        elif language == "text" and words == "output":
            for line in filter(None, map(str.strip, text.splitlines())):
                assert line in said, f"{line!r} is not in the output"
        elif language in {"sh", "console"} or (not language and not text.startswith("---")):
            code = re.search(r"exit=(\d+)", words)
            said = "\n".join(execute(line, int(code[1]) if code else 0) for line in commands(text))


def commands(text: str) -> list[str]:
    """The commands of a block, without what stands beside them after two blanks."""
    lines = (re.split(r"\s{2,}", line.strip(), maxsplit=1)[0] for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def execute(line: str, code: int) -> str:
    """What a command prints; of one that is not run, that what it names exists."""
    if line.startswith("geoevents"):
        result = run(*shlex.split(line)[1:], code=code)
        return str(result.stdout + result.stderr)
    match = NOT_RUN.fullmatch(line)
    assert match, f"unknown command: {line}"
    target, script, test = match.groups()
    if target:
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), line
    for path in filter(None, (script, test)):
        found = ROOT / path
        assert found.exists() or (ROOT / (path.replace(".", "/") + ".py")).exists(), line
    return ""


@pytest.mark.parametrize("name", ["cli.md", "types.md"])
def test_the_reference_is_what_the_code_says(name: str) -> None:
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (DOCS / name).read_text("utf-8") == script.PAGES[name](), "run: python docs/reference.py"


def test_every_preset_and_meaning_of_cells_is_on_the_page_of_tables() -> None:
    from geoevents.readers.preset import presets

    page = (DOCS / "tables.md").read_text("utf-8")
    assert {name for name in presets() if f"`{name}`" not in page} == set()


class Links(html.parser.HTMLParser):
    """Addresses that a page would load from another host."""

    def __init__(self) -> None:
        super().__init__()
        self.remote: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        source = dict(attrs).get("src") or (dict(attrs).get("href") if tag == "link" else None) or ""
        if source.startswith(("http:", "https:", "//")):
            self.remote.append(source)


def test_the_site_is_built_without_a_broken_link_and_asks_nobody(tmp_path: Path) -> None:
    pytest.importorskip("material")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", ROOT / "mkdocs.yml", "-d", tmp_path]
    built = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "tutorial.html").is_file()
    assert len(list((tmp_path / "places").glob("*.svg"))) == len(list((DOCS / "places").glob("*.svg")))
    for page in tmp_path.glob("*.html"):
        links = Links()
        links.feed(page.read_text("utf-8"))
        assert links.remote == [], page.name


def test_the_notebook_runs_from_top_to_bottom(desk: Path) -> None:
    import nbclient
    import nbformat

    notebook = nbformat.read(DOCS / "notebook.ipynb", as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(desk)}}).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("text/html" in output.get("data", {}) for output in shown)
