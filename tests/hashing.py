"""A password hash of the same kind as the program's, with the least work it allows (băm mật khẩu trong bài thử)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 over little memory in one pass: tests make hundreds of officers, and nobody guesses their passwords."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
