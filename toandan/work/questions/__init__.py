"""Questions and complaints of citizens, answered within a clock (hỏi đáp, phản ánh); never who asked, never figures."""
