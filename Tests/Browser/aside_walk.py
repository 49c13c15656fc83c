"""What leaves the straight way, over HTTP, as stories of their own (`stories/aside/`): a hearing, a suspension, each way of
service, a report that is not filed, a transfer to another agency, and a suspected crime with police and procurator.

    aside_walk.py [PACK[-STORY] …]    only these
"""

import sys

import procedures_walk

if __name__ == "__main__":
    procedures_walk.main(sys.argv[1:], procedures_walk.STORIES / "aside")
