"""Files of lists: the table that comes in, the letter that goes out (tệp danh sách)."""
