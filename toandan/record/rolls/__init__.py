"""Rolls: lists of people that enter and leave the register as files (danh sách nhân khẩu)."""
