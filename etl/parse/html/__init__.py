"""The format HTML: pages of news sites."""
