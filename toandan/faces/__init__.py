"""Faces translate the outside into one operation or one query; they are strangers to each other."""
