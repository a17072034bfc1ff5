"""Mail, articles of newsgroups, and pages that were saved as mail (MHTML)."""
