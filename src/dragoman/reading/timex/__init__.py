"""Time expressions as TIMEX3: words become classed tokens, a grammar over their classes finds expressions, an algebra values them."""
