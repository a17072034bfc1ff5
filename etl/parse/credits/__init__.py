"""Who is credited: authors and agencies."""
