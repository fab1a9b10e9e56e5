if [ -n "${DATA_REPOSITORY:-}" ]; then
  git clone --quiet "$CI_SERVER_URL/$DATA_REPOSITORY.git" data-repository
  rm -rf data
  ln -s data-repository/data data
fi
