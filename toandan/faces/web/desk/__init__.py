"""My desk (bàn làm việc), help and glossary: what waits for this officer, in words and links."""
