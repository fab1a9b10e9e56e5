python3 -m venv --clear .venv
export PATH="$PWD/.venv/bin:$PATH"
python -m pip install --disable-pip-version-check --requirement requirements.txt
