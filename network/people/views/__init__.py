"""Pages of this room, by what a person comes for."""
