"""What happens to people, things and papers (nghiệp vụ)."""
