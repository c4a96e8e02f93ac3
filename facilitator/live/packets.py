"""What a socket may say: connect, go, or name an event. Whatever else comes through it is taken for a good-bye.

Socket.IO's own packet raises for what it cannot read, and the server writes each time a page into the log; a broken
phone, or a curious one, could fill the disk with that.
"""

from socketio.packet import CONNECT, DISCONNECT, EVENT
from socketio.packet import Packet as Parcel

NOTHING = "?"  # can be read by nobody


class Packet(Parcel):
    """A packet of Socket.IO's, which can be read whatever came."""

    def __init__(self, *args, encoded_packet=None, **kwargs):
        # An empty one it would not read at all, and take for an event without a name.
        super().__init__(*args, encoded_packet=NOTHING if encoded_packet in ("", b"") else encoded_packet, **kwargs)

    def decode(self, encoded_packet):
        """Read what a client sent. Returns how many binary attachments follow: we take none."""
        try:
            attachments = super().decode(encoded_packet)
        except (ValueError, TypeError, RecursionError):
            attachments = None
        if attachments != 0 or not self._is_said_by_a_page():
            self.packet_type, self.namespace, self.id, self.data = DISCONNECT, None, None, None
        return 0

    def _is_said_by_a_page(self):
        if self.packet_type == EVENT:
            return isinstance(self.data, list) and self.data and isinstance(self.data[0], str)
        return self.packet_type in (CONNECT, DISCONNECT)
