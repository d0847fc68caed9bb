"""What is done for each kind of job; every module here says which kinds are its own (`fithub.jobs.registry`)."""
