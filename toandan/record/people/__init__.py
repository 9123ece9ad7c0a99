"""The register: person, residence, partial dates, identifiers (dữ liệu dân cư)."""
