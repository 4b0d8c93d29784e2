"""The commands: what was typed, to calls of the library, to reports and an exit code."""
