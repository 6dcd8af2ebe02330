"""``python -m rasd`` is the command ``rasd``."""

from rasd.cli import main

if __name__ == "__main__":
    main()
