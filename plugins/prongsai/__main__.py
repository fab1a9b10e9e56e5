"""`python -m prongsai`: the command where the scripts folder is not on the PATH."""

from prongsai.cli.entry import run

run()
