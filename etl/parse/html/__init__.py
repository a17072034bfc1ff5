"""The format HTML: pages of news sites, without the boilerplate around their articles (boilerplate.py)."""
