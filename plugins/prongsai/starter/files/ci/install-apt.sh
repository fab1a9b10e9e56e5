apt-get update
apt-get install --yes --no-install-recommends python3-venv curl
python3 -m venv --clear .venv
echo "$PWD/.venv/bin" >> "$GITHUB_PATH"
.venv/bin/python -m pip install --disable-pip-version-check --requirement requirements.txt
