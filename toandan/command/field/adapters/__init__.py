"""Ways to routers on this machine (kết nối với máy tính đường)."""
