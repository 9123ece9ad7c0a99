"""Pages of rolls: send a file, look at it, let it in, read what became of it (trang nhập danh sách)."""
