"""Difficulties from the officer who meets one to guidance for all (vướng mắc và hướng dẫn); never figures of people."""
