"""The promises of the whole house."""
