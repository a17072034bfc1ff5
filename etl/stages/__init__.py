"""The steps of a run, and the repairs of an archive: each is one call from the command line or the DAG."""
