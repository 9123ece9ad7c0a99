"""When a unit will be done, and how sure that is: a statistical model of daily work (dự báo tiến độ). No framework."""
