"""Suite au Québec: what is decided of it, and the sheet of the portal's forms."""
