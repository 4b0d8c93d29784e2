"""Pure readers of web conventions: URLs, robots.txt, directives, dates, languages, words. No I/O, no markup tree."""
