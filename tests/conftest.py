"""Set before anything imports Qt: tests need no screen. Without this, pytest aborts on a machine without a display.

And no test may use the network: the program never does.
"""

from __future__ import annotations

import os
import sys

if sys.platform != "win32":  # on Windows «offscreen» has no fonts; the real platform is used there
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Asking for the name of this computer is no use of the network.
_NETWORK = frozenset(
    {
        *("socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"),
        *("socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "http.client.connect", "smtplib.connect"),
        *("ftplib.connect", "imaplib.open", "poplib.connect", "telnetlib.Telnet.open", "nntplib.connect"),
    }
)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK:
        raise AssertionError(f"{event}{arguments[1:]}: the program never uses the network")


sys.addaudithook(_refuse_network)
