"""What was said, in another language: written by somebody who knows both, and always beside the words."""
