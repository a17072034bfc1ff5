"""Containers of many documents in one text: feeds, exports of sites."""
