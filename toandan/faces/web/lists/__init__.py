"""Pages of notification lists: in and out, one list, drawing one up, the statement (trang danh sách thông báo)."""
