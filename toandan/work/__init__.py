"""Work: what happens to people, things and papers (nghiệp vụ)."""
