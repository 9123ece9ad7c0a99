"""The append-only, hash-chained audit of writes and of reads of persons (nhật ký)."""
