"""The pages of citizens' questions: the unit's desk and what it does with each (trang hỏi đáp)."""
