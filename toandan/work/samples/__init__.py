"""Random samples of done and not done people that are checked again on the spot (kiểm tra chọn mẫu ngẫu nhiên)."""
