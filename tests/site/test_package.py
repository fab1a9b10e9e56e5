"""The wheel holds all that a site needs: an agency's own repository has data, mkdocs.yml and pages, nothing else."""

from __future__ import annotations

import os
import shutil
import site as python_site
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from reading import read

from conftest import published

pytestmark = [pytest.mark.site, pytest.mark.slow]

MKDOCS_YML = """
site_name: อบต.สิงห์
docs_dir: pages
theme: {name: material, language: th, font: false}
plugins: [search, {prongsai: {agencies: [sing]}}]
"""


@pytest.fixture(scope="module")
def python_with_wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that has the built wheel, and the dependencies of this one, but not this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("prongsai-*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    (target,) = (folder / "venv").glob("[Ll]ib/**/site-packages")
    # A path in a .pth file is searched, but the .pth files inside it (this checkout's editable install) are not read.
    (target / "dependencies.pth").write_text("\n".join(python_site.getsitepackages()) + "\n")
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return python


def test_an_agencys_own_repository_builds_from_the_wheel(root: Path, tmp_path: Path, python_with_wheel: Path) -> None:
    repository = tmp_path / "our-site"
    (repository / "pages").mkdir(parents=True)
    (repository / "pages" / "about.md").write_text("# เกี่ยวกับเรา\n\nหน้าที่เขียนเอง\n", encoding="utf-8")
    (repository / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    shutil.copytree(root / "data" / "sing", repository / "data" / "sing")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # it may name a checkout
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    where = subprocess.run(
        [python_with_wheel, "-c", "import prongsai; print(prongsai.__file__)"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(python_with_wheel.parent.parent) in where.stdout, "the test must not see this checkout"
    command = [python_with_wheel, "-m", "mkdocs", "build", "--strict"]
    result = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    out = repository / "site"
    assert read(out / "index.html").h1 == "องค์การบริหารส่วนตำบลสิงห์"
    assert "หน้าที่เขียนเอง" in read(out / "about" / "index.html").flat
    assert published(out, "assets/prongsai.css").is_file()
    assert published(out, "assets/fonts/sarabun-thai-400-normal.woff2").is_file()
    assert (out / "2568" / "oit" / "o28" / "index.html").is_file()
