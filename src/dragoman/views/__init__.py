"""Records to what people look at. Pure functions: they return, they never display."""
