"""One function a user action, one transaction each; frozen commands in, frozen rows out."""
