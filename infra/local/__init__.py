"""FitHub on one machine: PostgreSQL and Valkey out of wheels, and the processes of the Procfile over them.

Nothing in here imports the application: it is started by command, with its settings in the environment.
"""
