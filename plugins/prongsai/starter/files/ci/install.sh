python -m pip install --disable-pip-version-check --requirement requirements.txt
