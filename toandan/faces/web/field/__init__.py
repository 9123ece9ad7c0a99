"""Pages of plans: the plan of the week, the work on it, its versions (kế hoạch lưu động)."""
