"""Whether a model's words agree with what its tools returned."""
