"""What operators see: dead letters, queues, imports of foods. Nobody's rows: no transaction here is anybody's."""
