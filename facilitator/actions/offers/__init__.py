"""What people can give: a skill, some time. Nobody is held to it."""
