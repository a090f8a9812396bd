"""Files that leave the hub. No council that asked not to be named is named in any of them,
whoever takes the copy, and confidential issues are neither listed nor counted."""
