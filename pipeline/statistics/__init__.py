"""Statistics, each approved once and checked against another implementation: plain columns in, plain columns out."""
