"""As of a day: when statements hold, what came of what, and a build as it was on a day."""
