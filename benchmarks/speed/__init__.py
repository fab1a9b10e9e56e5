"""The same pages made by prongsai and by others, in turn: `make bench`, explained in benchmarks/README.md."""
