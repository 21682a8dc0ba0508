"""The machine under the program: folders, clock, log, lock, safe writing of files, known problems."""
