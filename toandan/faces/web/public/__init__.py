"""The public face: pages, data and pictures that anybody may read; no person, no cookie, no small number."""
