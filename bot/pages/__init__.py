"""What the generated pages in docs/ share, and the longest of them."""
