"""Two builds side by side: what is new, gone or changed between them."""
