"""Pages of daily bulletins: the list of an order, one draft or signed bulletin, its papers (trang bản tin)."""
