"""Pages of directives: desks, drawing up, one directive with its tasks and answers (trang công văn chỉ đạo)."""
