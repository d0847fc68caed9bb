"""HTTP in, HTTP out: a router a resource, each with its schemas beside it."""
