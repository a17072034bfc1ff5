"""A TCP proxy on loopback between khabar and PostgreSQL, whose connections can be cut or go silent."""

import contextlib
import selectors
import socket
import struct
import threading
from collections.abc import Iterator

from sqlalchemy import make_url

READ_BYTES = 64 * 1024
POLL_SECONDS = 0.02
TCP_REPAIR = 19  # a socket that is closed in this state says nothing to its peer, not even FIN (needs CAP_NET_ADMIN)
RESET = struct.pack("ii", 1, 0)  # SO_LINGER of 0 seconds: close() sends RST, not FIN


class Proxy:
    """Passes bytes both ways between its clients and the server of a URL."""

    def __init__(self, url: str) -> None:
        self._target = make_url(url)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._pairs: list[tuple[socket.socket, socket.socket]] = []  # client, server
        self._lock = threading.Lock()
        self._is_silent = self._is_closed = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The URL of the same database, by way of the proxy."""
        port = self._listener.getsockname()[1]
        return self._target.set(host="127.0.0.1", port=port).render_as_string(hide_password=False)

    def cut(self, which: slice) -> int:
        """Reset some of the connections at both ends, as a router that forgets them; how many there were."""
        with self._lock:
            chosen = self._pairs[which]
            for pair in chosen:
                self._drop(pair)
        return len(chosen)

    def count(self) -> int:
        """How many connections there are."""
        return len(self._pairs)

    def go_silent(self) -> None:
        """Pass nothing on any more, not even that an end has closed: the other end waits."""
        with self._lock:
            self._is_silent = True

    def vanish(self) -> None:
        """Forget all connections to the server without telling it: what a machine that lost power does."""
        with self._lock:
            for pair in list(self._pairs):
                pair[1].setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, 1)
                self._drop(pair)

    def close(self) -> None:
        """Reset everything and end."""
        self._is_closed = True
        self._thread.join()
        self.cut(slice(None))
        self._listener.close()

    def _serve(self) -> None:
        while not self._is_closed:
            with self._lock:
                selector = self._selector()
            for key, _ in selector.select(POLL_SECONDS):
                with self._lock:
                    if key.fileobj is self._listener:
                        self._accept()
                    elif not self._is_silent:
                        assert isinstance(key.fileobj, socket.socket)
                        self._pass_on(key.fileobj)
            selector.close()

    def _selector(self) -> selectors.BaseSelector:
        selector = selectors.DefaultSelector()
        if not self._is_silent:
            for end in (self._listener, *(end for pair in self._pairs for end in pair)):
                selector.register(end, selectors.EVENT_READ)
        return selector

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        server = socket.create_connection((self._target.host, self._target.port))
        self._pairs.append((client, server))

    def _pass_on(self, end: socket.socket) -> None:
        pair = next((pair for pair in self._pairs if end in pair), None)
        if pair is None:
            return
        try:
            data = end.recv(READ_BYTES)
            if data:
                pair[pair[0] is end].sendall(data)
                return
        except OSError:
            pass  # one end is gone: so is the other, below
        self._drop(pair)

    def _drop(self, pair: tuple[socket.socket, socket.socket]) -> None:
        for end in pair:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            end.close()
        self._pairs.remove(pair)


@contextlib.contextmanager
def proxied(url: str) -> Iterator[Proxy]:
    """A proxy for the time of a with block."""
    proxy = Proxy(url)
    try:
        yield proxy
    finally:
        proxy.close()
