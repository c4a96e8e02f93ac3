"""What the product costs, measured as a hall would use it: each measurement beside a peer or a bound, in one run."""
