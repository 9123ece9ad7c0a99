"""Equipment: kits, readers and printers, who has them in custody, what is wrong with them (thiết bị). Never people."""
