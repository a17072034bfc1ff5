"""Pages and texts made by somebody who did not know the rules, and their scores."""
