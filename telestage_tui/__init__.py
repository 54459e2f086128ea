"""telestage: host a remote intern, from the first interview to the last access withdrawn."""

__version__ = "0.1.0"
