"""The mail servers this room can hand letters to (bộ nối máy chủ thư)."""
