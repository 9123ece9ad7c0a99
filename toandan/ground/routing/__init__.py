"""Where every kit stands on every day, which homes it visits, and the proof of how good that is (xếp lịch bộ thiết bị).

Places, homes and kits come in as an `Instance`; a `Plan` and its bound go out. Nothing here knows a database or a clock
face: who calls says how many seconds there are.
"""
