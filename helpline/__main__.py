"""`python -m helpline <command>`."""

from helpline.cli import main

main()
