"""`python -m extract` is `regimeline`."""

from extract.cli import main

if __name__ == "__main__":
    main()
