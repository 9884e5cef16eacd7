"""The line's recordings: their words, and the placeholders that stand in until people have spoken them."""
