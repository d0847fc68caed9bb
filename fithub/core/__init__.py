"""What every layer stands on: errors, clock, nutrient arithmetic, ownership, the change log, idempotency."""
