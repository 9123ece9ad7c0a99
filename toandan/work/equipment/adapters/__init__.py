"""Inventories as they come in files (tệp danh mục thiết bị)."""
