"""Other people's formats: what is read from them and written for them."""
