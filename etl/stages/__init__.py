"""The steps of a run, and what repairs an archive: each is one call of the command line or the DAG."""
