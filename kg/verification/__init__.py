"""Is a build still what its sources say? The sources found and read again, the quotes looked up in them."""
