"""The pages of days in the field: sessions, places, visits at home, helpers (buổi lưu động)."""
