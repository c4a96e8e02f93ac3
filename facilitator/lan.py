"""This machine's address in the hall, found without asking the internet."""

import sys
from ipaddress import ip_address

from . import background

# Never answered and never sent to: choosing a way there tells which of our own addresses would be used.
SOMEWHERE = ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")
ONLY_INSIDE = ("lo", "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "zt", "tailscale")


def hall_address(port: int) -> str | None:
    """The address for phones on the hall's network, such as `http://192.168.1.20:8000`; None when on no network."""
    found = next(filter(fit_for_a_hall, _addresses()), None)
    return found and f"http://{found}" + ("" if port == 80 else f":{port}")


def fit_for_a_hall(address: str) -> bool:
    """Whether phones beside this machine could use that address."""
    one = ip_address(address)
    return one.version == 4 and not (one.is_loopback or one.is_link_local or one.is_unspecified or one.is_multicast)


def _addresses():
    """Our own IPv4 addresses, the likeliest first."""
    socket = background.native("socket")
    for far in SOMEWHERE:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((far, 9))
            except OSError:
                continue  # no way there: we are on no network that leads so far
            yield probe.getsockname()[0]
    if sys.platform == "linux":
        yield from _of_interfaces(socket)
    try:
        yield from socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return  # this machine's name leads nowhere; nothing more to try


def _of_interfaces(socket):
    """Addresses of the network cards, on Linux (SIOCGIFADDR), without bridges to containers."""
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        for _number, name in socket.if_nameindex():
            if name.startswith(ONLY_INSIDE):
                continue
            try:
                answer = fcntl.ioctl(any_socket, 0x8915, name.encode()[:15].ljust(256, b"\0"))
            except OSError:
                continue  # a card without an address
            yield socket.inet_ntoa(answer[20:24])
