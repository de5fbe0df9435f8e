"""`python -m musnad` is the command `musnad`."""

from musnad.cli.main import main

main()
