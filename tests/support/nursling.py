"""`python nursling.py DOOR MODULE ARGUMENTS`: hands its streams to a child of the nursery (tests/support/nursery.py)
and ends as that does. Imports next to nothing: it is started in place of each process that takes long to begin."""

import socket
import sys

if __name__ == "__main__":
    with socket.socket(socket.AF_UNIX) as nursery:
        nursery.connect(sys.argv[1])
        socket.send_fds(nursery, ["\0".join(sys.argv[2:]).encode()], [0, 1, 2])
        sys.exit((nursery.recv(1) or b"\1")[0])
