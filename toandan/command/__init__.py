"""Steering: reads everything below, gives orders (chỉ đạo, điều hành)."""
