"""What people ask of the tables."""
