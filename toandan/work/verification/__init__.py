"""Hard cases from a doubt to a decision with evidence (xác minh); never who a person is, or how they stand."""
