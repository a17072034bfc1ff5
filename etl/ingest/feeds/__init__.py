"""Containers with many documents in one XML text: feeds and exports of sites."""
