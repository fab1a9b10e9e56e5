python3 -m venv --clear .venv
echo "$PWD/.venv/bin" >> "$GITHUB_PATH"
.venv/bin/python -m pip install --disable-pip-version-check --requirement requirements.txt
