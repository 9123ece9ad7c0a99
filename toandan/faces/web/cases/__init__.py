"""Pages of hard cases, of reviews, and the desk of a body that is asked (hồ sơ xác minh)."""
