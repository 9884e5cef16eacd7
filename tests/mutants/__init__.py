"""Small faults planted one at a time where a fault would break a promise, and the tests that must see them."""
