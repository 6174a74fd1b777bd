"""Where many reports are read: in this process, or in several beside it."""
