"""Workers that die and a broker that forgets, while jobs are being done."""
