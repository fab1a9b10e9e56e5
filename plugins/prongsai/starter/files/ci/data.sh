rm -rf data
ln -s data-repository/data data
