"""An invented population that plays a campaign through the same doors as real officers (mô phỏng)."""
