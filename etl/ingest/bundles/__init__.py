"""XML and mail files of many documents."""
