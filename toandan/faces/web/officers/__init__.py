"""Pages of accounts: sign-in, second factor, my account, officers and their posts (tài khoản cán bộ)."""
