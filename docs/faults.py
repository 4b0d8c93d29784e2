"""The catalogue of faults: every id, what goes wrong, and why a row has no test."""

from __future__ import annotations

from typing import Final

__all__ = ["ELSEWHERE", "REASONS", "ROWS", "SECTIONS"]

SECTIONS: Final = {
    "N": "Network, names, TLS",
    "H": "Framing and headers",
    "B": "Bodies, encodings, sizes",
    "R": "Redirects",
    "S": "Addresses that lead inwards",
    "P": "Markup",
    "J": "Structured data",
    "X": "Sitemaps and feeds",
    "O": "robots.txt",
    "T": "Traps and patience",
    "K": "Processes and state",
    "W": "Output",
}

_TABLE: Final = """
N01 The name does not resolve
N02 The resolver hangs
N03 The connection is refused
N04 The connection is never accepted
N05 A connection, then silence
N06 Headers a byte at a time
N07 A body a byte at a time
N08 The same over TLS
N09 A reset before the answer
N10 A reset in the middle of the body
N11 A close without an answer
N12 A certificate that has expired
N13 A certificate that is not valid yet
N14 A certificate of an unknown authority
N15 A certificate of another host
N16 HTTP where TLS is expected, and the reverse
N17 The first of several addresses is dead
N18 Proxy, netrc and CA bundle in the environment
H01 Interim answers without end
H02 Early hints before the answer
H03 A status line that is none
H04 A body without any head
H05 Status 999
H06 A Content-Length that is too large
H07 A Content-Length that is too small, and what looks like an answer behind it
H08 A Content-Length that is negative or a word
H09 Two different Content-Lengths
H10 Chunks and a Content-Length
H11 A chunk size that is none
H12 Chunks that break off
H13 A chunk size without end
H14 Chunks of one byte
H15 Trailers without end
H16 Ten thousand headers
H17 A header of 100 KB
H18 Headers of several MB
H19 Cookies
H20 A malformed line between headers
H21 A header over two lines
H22 A header that is not ASCII
H23 Lines that end in LF alone
H24 A body where there is none
H25 A Content-Type that is absent, wrong or said twice
B01 A body without end
B02 A gzip bomb
B03 A deflate bomb
B04 A brotli bomb
B05 A zstd bomb
B06 gzip in gzip in gzip
B07 Six codings
B08 gzip that breaks off
B09 What is not gzip
B10 Rubbish after gzip
B11 Rubbish after deflate
B12 An unknown coding
B13 An empty body
B14 Binary data as HTML
B15 UTF-16 without a mark
B16 UTF-8 that calls itself UTF-16
B17 UTF-8 that says nothing
B18 windows-1251 by its declaration
B19 Header and declaration disagree, or name what is unknown
B20 NUL bytes
B21 References to NUL, surrogates and controls
B22 10 MB without a charset
R01 A loop
R02 A chain of thirty
R03 An address that grows
R04 Another scheme
R05 An inward address
R06 A redirect with a bomb as its body
R07 A redirect with a body without end
R08 A redirect with a body that drips
R09 A Location that is no address
R10 A Location of raw bytes
R11 A Location that is empty, has no host, a bad port, or comes twice
R12 A Location with userinfo
R13 A Location with a backslash
R14 From https to http
R15 To another host, with the caller's headers
R16 Meta refresh
R17 Refresh, Content-Location and Link in the headers
R18 To what robots.txt forbids
R19 301, 302, 303, 307, 308
S01 Numeric and short forms of IPv4
S02 Loopback as IPv6
S03 IPv4 inside IPv6
S04 Addresses that hand out credentials
S05 A name that changes between two questions
S06 A public and a private address together
S07 A new connection after a name has changed
S08 One host written in several ways
S09 Inward references of a page
S10 Contexts, vocabularies, DTDs, includes, stylesheets
S11 A body that is a path or an address
S12 Ports of other services
S13 A network that the caller opens
S14 A proxy
P01 Deep nesting
P02 Nesting before the canonical
P03 A tag with very many attributes
P04 One very long text
P05 Formatting that is opened again and again
P06 Comments without end
P07 Tags without end
P08 Marked sections
P09 Very many elements
P10 Nothing but a comment, a doctype or space
P11 A text with an XML declaration
P12 A very long value
P13 Elements without their end
P14 Very many canonicals, robots and titles
P15 A base that is no address
P16 References that are no addresses
P17 Very long addresses
P18 What stands in templates, noscript, svg and srcdoc
P19 Very many links
P20 Dates of a million digits
J01 Trailing commas and comments
J02 Blocks that are not JSON
J03 Empty blocks
J04 One bad block of several
J05 Deep nesting
J06 A number of thousands of digits
J07 Numbers that JSON does not have
J08 Half a surrogate pair
J09 A key again and again
J10 What is no object
J11 Types and graphs of the wrong kind
J12 Types of the script in other spellings
J13 Very large blocks
J14 Remote contexts
J15 References to oneself, and in a ring
J16 Many items that refer to many
J17 Nested properties over a long text
J18 Values that are no addresses
J19 RDFa that makes its reader search for ever
J20 A vocabulary that is no address
J21 Deeply nested microformats
J22 Several syntaxes at once
J23 Very many images of a card
X01 Entities that multiply
X02 External entities
X03 Too many addresses
X04 A compressed bomb
X05 Compressed twice
X06 An index that names itself
X07 An index that branches
X08 One raw ampersand
X09 A file that breaks off
X10 A line before the declaration
X11 HTML in its place
X12 Bad dates and priorities
X13 Addresses of other hosts
X14 Another namespace or encoding
X15 A feed that breaks off
X16 A very large feed
X17 A feed with deep markup
O01 HTML in its place
O02 A very large file
O03 A byte order mark
O04 Patterns of stars
O05 An absurd Crawl-delay
O06 401, 403, 404, 410
O07 5xx, time-out, reset
O08 429
O09 Redirects
O10 Surrogates, CR, NUL, UTF-16
O11 A file without end
O12 A file that changes
T01 An endless calendar
T02 Session ids
T03 Queries that grow
T04 Paths that repeat themselves
T05 Filters in every combination
T06 One page under addresses without number
T07 Retry-After in every form
T08 A host that is always busy
T09 A host that comes back
T10 A thousand hosts
T11 One slow host among others
T12 Very many links on a page
T13 One page under http and https, www, slash and case
T14 A clock that jumps
K01 The process is killed
K02 The power fails
K03 The disk is full
K04 The disk is full while a report is written
K05 Two processes and one store
K06 A store that is none, is newer, or is another program's
K07 A store on a network file system
K08 Other options when a crawl goes on
K09 Ctrl-C, once and twice
K10 SIGTERM
K11 A page that kills its worker
K12 A page that stops its worker
K13 Processes that inherit nothing
W01 A report in a place that cannot be written
W02 A report with a strange name
W03 A report that is half written
W04 An output that cannot show the text
W05 A reader who stops early
W06 Text that is a command to a CI runner
W07 Escapes and direction marks
W08 Text that is markup to the terminal
W09 Text that is a formula
W10 Text that is HTML
W11 Control characters and surrogates in files
W12 Very many findings in SARIF
W13 Very many findings in HTML
W14 Secrets
"""

ROWS: Final[dict[str, str]] = {line[:3]: line[4:] for line in _TABLE.strip().splitlines()}

_FETCH: Final = "tests/fetch/test_faults.py::"
_DOCUMENT: Final = "tests/extract/test_document.py::test_a_hostile_page_ends_soon_and_never_raises"
_DATA: Final = "tests/extract/test_structured_data.py::"
_NETWORKS: Final = "tests/fetch/test_networks.py::"
_INWARDS: Final = (
    f"{_FETCH}test_no_way_of_writing_an_inward_address_is_connected_to",
    f"{_FETCH}test_no_way_of_writing_an_inward_address_is_redirected_to",
)
_STRAY: Final = "tests/fetch/test_no_stray_access.py::test_S09_S10_no_reference_of_a_page_is_followed"
_ROBOTS: Final = "tests/web/test_robots_txt.py::"
_TEXT: Final = "tests/report/test_text.py::test_no_text_of_a_page_acts_on_its_reader"

ELSEWHERE: Final[dict[str, tuple[str, ...]]] = {
    "W09": ("tests/report/test_csv.py::test_no_text_of_a_page_is_a_formula",),
    "H08": (f"{_FETCH}test_a_fault_has_its_name_and_ends_by_the_deadline",),
    "R16": (_STRAY, "tests/extract/test_head.py::test_a_refresh"),
    "R17": (_STRAY,),
    "S01": _INWARDS,
    "S02": _INWARDS,
    "S03": (
        *_INWARDS,
        f"{_NETWORKS}test_an_ipv4_range_is_shut_from_end_to_end_in_every_form",
        f"{_NETWORKS}test_an_ipv6_range_is_shut_from_end_to_end",
    ),
    "S04": (*_INWARDS, f"{_NETWORKS}test_metadata_is_shut_whatever_is_opened_and_trusted"),
    "S08": (*_INWARDS, f"{_FETCH}test_a_trusted_host_may_be_written_with_a_final_dot"),
    "S13": ("tests/fetch/test_from_the_command_line.py::test_a_named_network_opens_it_for_lists_too",),
    "P01": (_DOCUMENT, "tests/extract/test_document.py::test_a_page_beyond_the_tree_keeps_its_signals"),
    "P06": (_DOCUMENT,),
    "J05": (f"{_DATA}test_one_block",),
    "J15": (f"{_DATA}test_microdata_within_its_budget",),
    "O01": (f"{_ROBOTS}test_what_else_a_file_says",),
    "O02": (f"{_ROBOTS}test_only_the_first_500_kib_are_read", f"{_ROBOTS}test_hostile_files_are_answered_quickly"),
    "O03": (f"{_ROBOTS}test_one_group", "tests/fetch/test_robots_fetch.py::test_O10_whatever_the_file_holds_is_read"),
    "O04": (f"{_ROBOTS}test_hostile_files_are_answered_quickly",),
    "O05": (f"{_ROBOTS}test_a_crawl_delay_that_is_no_time_has_no_seconds",),
    "K04": ("tests/test_cli_reports.py::test_an_output_that_cannot_be_written_to_its_end",),
    "W01": (
        "tests/test_cli_reports.py::test_an_output_that_cannot_be",
        "tests/test_cli_reports.py::test_a_folder_that_may_not_be_written_to",
    ),
    "W02": ("tests/test_cli_reports.py::test_an_equals_sign_in_a_file_name",),
    "W03": (
        "tests/test_cli_reports.py::test_an_error_in_the_middle_leaves_the_old_file_alone",
        "tests/test_cli_reports.py::test_a_reader_who_leaves_early_leaves_no_half_file",
    ),
    "W04": ("tests/test_cli.py::test_an_output_that_knows_only_ascii",),
    "W05": ("tests/test_cli.py::test_a_reader_who_stops_early_ends_the_output_quietly",),
    "W06": (_TEXT, "tests/report/test_printable.py::test_whatever_a_page_says_is_bounded_and_inert"),
    "W07": (_TEXT, "tests/report/test_printable.py::test_whatever_a_page_says_is_bounded_and_inert"),
    "W08": (_TEXT,),
    "W10": (
        "tests/report/html/test_html_files.py::test_a_hostile_text_stays_a_text",
        "tests/report/html/test_html_in_chromium.py::test_hostile_texts_are_inert",
    ),
    "W11": ("tests/report/test_json_reports.py::test_any_text_can_be_written_and_read_again",),
    "W12": ("tests/report/test_sarif.py::test_very_many_findings_are_capped_by_severity_and_counted",),
    "W13": (
        "tests/report/html/test_html_files.py::test_more_rows_than_a_file_has_are_counted",
        "tests/report/html/test_html_files.py::test_what_does_not_fit_is_said",
    ),
    "W14": ("tests/web/test_secrets.py::test_secrets_are_masked", "tests/test_snapshot.py::test_secrets_are_left_out"),
}
"""Tests that hold for a row and do not bear its id."""

REASONS: Final[dict[str, str]] = {
    "S14": "there is no way to name a proxy; that of the environment is not used (N18)",
}
"""Why a row has no test."""
