"""What the commands of linkage share: the lists they read, and what is said about them (đối khớp danh sách)."""
