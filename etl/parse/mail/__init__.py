"""Mail, newsgroup articles, and web pages saved in the format of mail (MHTML)."""
