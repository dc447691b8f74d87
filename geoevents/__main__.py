"""``python -m geoevents`` is the command line."""

from geoevents.cli import main

if __name__ == "__main__":
    main()
