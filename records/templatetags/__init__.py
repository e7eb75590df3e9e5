"""What the templates of the desk may ask for beside what Django knows. Uses no record."""
