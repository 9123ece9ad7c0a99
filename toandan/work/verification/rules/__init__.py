"""Pure decisions of verification: nothing here asks the clock or the database (quy tắc xác minh)."""
