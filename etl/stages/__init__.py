"""The steps of a run, of `khabar reparse` and of `khabar forget`; the command line and the DAG call them."""
