"""What a model may do for a person: one intent a tool, bounds in the types, units in the names, identity never from the model."""
