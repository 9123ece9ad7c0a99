"""A directive as an official paper in the form of Decree 30/2020/NĐ-CP: DOCX and PDF (thể thức văn bản)."""
