-- Who is called about a place, and where its crews and helpers are led when a session moves. Core SQL, PostgreSQL 15 or newer.
GRANT UPDATE (contact, phone) ON sessions_place TO toandan_app;
GRANT UPDATE (unit_no) ON sessions_crew TO toandan_app;
GRANT UPDATE (unit_no, day) ON sessions_helper TO toandan_app;
