"""Settings, wiring and the only place that knows everyone."""
