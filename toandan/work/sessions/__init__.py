"""Places, sessions and home visits, and what came of them (buổi lưu động); never the plan, nor whose a kit is."""
