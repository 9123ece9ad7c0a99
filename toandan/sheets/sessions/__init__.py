"""Papers of days in the field: the announcement to hang up, a kit's day sheet with its map (thông báo, phiếu ngày)."""
