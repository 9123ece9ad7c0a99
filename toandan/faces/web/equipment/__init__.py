"""Pages of equipment: devices, one with its history, hand-overs and loans that wait, the inventory (thiết bị)."""
