"""Pages of tables made in the background: how far one is, and all of one's own (trang bảng của tôi)."""
