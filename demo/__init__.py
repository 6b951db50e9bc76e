"""The main job, performed over HTTP by a client that knows the public API and nothing else."""
