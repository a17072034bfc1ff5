"""What web crawlers write."""
