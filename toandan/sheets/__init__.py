"""Printed papers and tables that leave the house (giấy tờ, biểu mẫu)."""
