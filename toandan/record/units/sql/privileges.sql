-- Units are reference data, open to every officer; only the tables' owner changes them, by loading files.
GRANT SELECT ON units_unit TO toandan_app;
GRANT SELECT ON units_kind TO toandan_app;
GRANT SELECT ON units_link TO toandan_app;
GRANT SELECT ON units_census TO toandan_app;
GRANT SELECT ON units_agegroup TO toandan_app;
GRANT SELECT ON units_seat TO toandan_app;
GRANT SELECT ON units_placecode TO toandan_app;
GRANT SELECT ON units_revision TO toandan_app;
