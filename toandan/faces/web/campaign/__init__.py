"""Pages of the campaign: boards of city, district and commune, coverage table, orders (bảng tiến độ, mệnh lệnh)."""
