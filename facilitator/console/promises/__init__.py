"""What will be done and what people can give, as the facilitators keep it: for those who have no phone, and with the
room."""
