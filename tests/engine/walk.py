"""A walk of random edits, a build after each, held against a clean build of the same.

By hand: `python tests/engine/walk.py [SEED [WALKS [STEPS]]]`, as long as you like.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from builder import Builder
from edits import EDITS, touch
from workshop import Project, faults

_SOURCES = ("mkdocs.yml", "docs", "data")
_WAYS: list[tuple[str, ...]] = [
    (),
    (),
    (),
    (),
    (),
    ("prongsai", "build", "-q", "--jobs", "2"),
    ("mkdocs", "build"),
    ("mkdocs", "build", "-q"),
]


def walk(project: Project, seed: int, steps: int) -> Iterator[tuple[str, list[str]]]:
    """Each step of a walk and what was wrong after it."""
    dice, history = random.Random(seed), project.folder.with_name(f"{project.folder.name}-history")
    functions, weights = zip(*EDITS, strict=True)
    if seed % 2:
        project.git("init", "-q")
        project.put(".gitignore", "site/\nclean/\n.cache/\n")
        project.commit()
    good: list[Path] = []
    yield "begin", faults(project)
    for step in range(steps):
        done: list[str] = []
        if good and dice.random() < 0.12:
            number = dice.randrange(len(good))
            _restore(good[number], project.folder)
            done.append(f"back to {number}")
        while not done or dice.random() < 0.25:
            edit = dice.choices(functions, weights)[0]
            if edit is touch or edit.__name__ != "commit" or seed % 2:
                done += filter(None, [edit(project, dice)])
        way = dice.choice(_WAYS)
        found = faults(project, build=way)
        broken = project.build().code != 0
        if not broken and step % 3 == 0:
            good.append(history / str(step))
            _restore(project.folder, good[-1])
        elif broken and good and dice.random() < 0.7:
            _restore(good[-1], project.folder)
            done.append("(broken; afterwards back to the last good)")
        yield f"{step}: {'; '.join(done)} {' '.join(way)} -> {project.ways[-1]}", found


def _restore(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in _SOURCES:
        old = target / name
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
        new = source / name
        if new.is_dir():
            shutil.copytree(new, old)
        else:
            shutil.copy(new, old)


def main() -> None:
    """Walk, and say where it went wrong."""
    first, walks, steps = (int(text) for text in [*sys.argv[1:], *("0", "10", "40")[len(sys.argv) - 1 :]])
    builder, wrong = Builder(), 0
    for seed in range(first, first + walks):
        with tempfile.TemporaryDirectory() as folder:
            for step, found in walk(Project(Path(folder) / "project", builder), seed, steps):
                sys.stdout.write(f"seed {seed} {step}\n")
                for line in found:
                    wrong += 1
                    sys.stdout.write(f"    WRONG {line}\n")
                sys.stdout.flush()
    builder.close()
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
