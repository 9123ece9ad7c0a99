"""What the commands about directives do to one: from the draft to its end (thao tác với công văn chỉ đạo)."""
