"""The journal's page: who did what, and who looked at whom (nhật ký)."""
