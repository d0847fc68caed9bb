"""Language models: the only place that names a provider."""
