"""A small mail server for tests: takes what RFC 5321 has a client say, keeps the mails, refuses when told to."""

import email
import email.policy
import socketserver
import threading


class Postbox(socketserver.ThreadingTCPServer):
    """Listens on 127.0.0.1; `mails` are what it took; an address in `unknown` is refused."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, offers=()):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails, self.unknown, self.offers = [], set(), offers
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Talk(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 here")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"EHLO":
                for name in self.server.offers:
                    self.say(f"250-{name}")
                self.say("250 8BITMIME")
            elif verb == b"RCPT" and any(name.encode() in line for name in self.server.unknown):
                self.say("550 nobody of that name")
            elif verb == b"AUTH":
                self.say("535 no")
            elif verb == b"DATA":
                self.say("354 go on")
                self.server.mails.append(self.mail())
                self.say("250 kept")
            elif verb == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 yes")

    def mail(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)
