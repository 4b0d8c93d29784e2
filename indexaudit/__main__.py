"""``python -m indexaudit``."""

import sys

from indexaudit.cli import main

if __name__ == "__main__":
    sys.exit(main())
