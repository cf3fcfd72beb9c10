"""Checks of one socket of ours with libzmq's: wire.py CHECK PORT..."""
import os
import struct
import sys
import threading
import time

import zmq

context = zmq.Context()
PATIENCE = 20_000


def connect(kind, port, **options):
    socket = context.socket(kind)
    socket.linger = 0
    socket.rcvtimeo = socket.sndtimeo = PATIENCE
    for name, value in options.items():
        socket.setsockopt(getattr(zmq, name), value)
    socket.connect(f"tcp://127.0.0.1:{port}")
    return socket


def in_threads(count, work):
    faults = []

    def guarded(number):
        try:
            work(number)
        except BaseException as fault:
            faults.append(f"{number}: {fault!r}")

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults


def router_many_clients(port):
    def client(number):
        dealer = connect(zmq.DEALER, port, IDENTITY=b"client-%d" % number)
        for turn in range(200):
            message = [b"", b"%d" % number, b"%d" % turn, os.urandom(turn)]
            dealer.send_multipart(message)
            assert dealer.recv_multipart() == message
        dealer.close()

    in_threads(10, client)


def router_long_frames(port):
    dealer = connect(zmq.DEALER, port)
    for length in [0, 1, 254, 255, 256, 257, 65535, 65536, 65537, 1 << 20, (1 << 20) + 1, 30 << 20]:
        message = [os.urandom(length), b"", os.urandom(min(length, 1000))]
        dealer.send_multipart(message)
        assert dealer.recv_multipart() == message, length
    message = [b"%d" % part for part in range(1000)]
    dealer.send_multipart(message)
    assert dealer.recv_multipart() == message
    # All at once: what was sent first comes back first.
    for turn in range(500):
        dealer.send_multipart([b"%d" % turn, bytes(10_000)])
    for turn in range(500):
        assert dealer.recv_multipart()[0] == b"%d" % turn


def router_come_and_go(port):
    def client(number):
        for turn in range(40):
            dealer = connect(zmq.DEALER, port, IDENTITY=b"client-%d-%d" % (number, turn))
            dealer.send_multipart([b"%d" % turn])
            assert dealer.recv_multipart() == [b"%d" % turn]
            if turn % 3 == 0:
                dealer.send_multipart([bytes(1 << 20)])  # goes without waiting for the answer
            dealer.close()

    in_threads(8, client)


def router_nameless(port):
    dealers = [connect(zmq.DEALER, port) for _ in range(20)]
    for number, dealer in enumerate(dealers):
        dealer.send(b"%d" % number)
    for number, dealer in enumerate(dealers):
        assert dealer.recv() == b"%d" % number
    request = connect(zmq.REQ, port)
    for turn in range(10):
        request.send(b"%d" % turn)
        assert request.recv() == b"%d" % turn


def router_same_name(port):
    first = connect(zmq.DEALER, port, IDENTITY=b"name")
    first.send(b"1")
    assert first.recv() == b"1"
    # It reconnects when the second one takes its name, so it has to go for good.
    first.disconnect(f"tcp://127.0.0.1:{port}")
    second = connect(zmq.DEALER, port, IDENTITY=b"name")
    second.send(b"2")
    assert second.recv() == b"2"


def router_heartbeat(port):
    dealer = connect(zmq.DEALER, port, HEARTBEAT_IVL=20, HEARTBEAT_TIMEOUT=2000, HEARTBEAT_TTL=5000)
    ended = dealer.get_monitor_socket(zmq.EVENT_DISCONNECTED)
    for turn in range(10):
        dealer.send(b"%d" % turn)
        assert dealer.recv() == b"%d" % turn
        assert not ended.poll(50)


class Publisher:
    """Has a message published; at the return it is in the queues of all who want it."""

    def __init__(self, port):
        self.control = connect(zmq.DEALER, port)

    def __call__(self, *parts):
        self.control.send_multipart(parts)
        return struct.unpack("<i", self.control.recv())[0]


def settle(publish, *subscribers):
    """Publishes until every subscriber hears, then empties them."""
    for subscriber, topic in subscribers:
        while not subscriber.poll(20):
            publish(topic, b"settle")
    for subscriber, _ in subscribers:
        while subscriber.poll(100):
            subscriber.recv_multipart()


def pub_subscriptions(port, control):
    publish = Publisher(control)
    a, ab, everything = connect(zmq.SUB, port), connect(zmq.SUB, port), connect(zmq.SUB, port)
    a.subscribe(b"a")
    a.subscribe(b"c")
    ab.subscribe(b"ab")
    everything.subscribe(b"")
    settle(publish, (a, b"a"), (a, b"c"), (ab, b"ab"), (everything, b""))
    for topic in [b"a", b"abc", b"b", b"", b"c"]:
        assert publish(topic, b"x") == 0

    def heard(subscriber):
        topics = []
        while subscriber.poll(200):
            topics.append(subscriber.recv_multipart()[0])
        return topics

    assert heard(everything) == [b"a", b"abc", b"b", b"", b"c"]
    assert heard(a) == [b"a", b"abc", b"c"]
    assert heard(ab) == [b"abc"]

    a.unsubscribe(b"a")
    deadline = time.monotonic() + 20
    while publish(b"a") == 0 and a.poll(50):
        a.recv_multipart()
        assert time.monotonic() < deadline
    publish(b"c", b"still")
    assert a.recv_multipart() == [b"c", b"still"]


def pub_slow_reader(port, control):
    publish = Publisher(control)
    slow, quick = connect(zmq.SUB, port, RCVHWM=1, RCVBUF=4096), connect(zmq.SUB, port)
    for subscriber in (slow, quick):
        subscriber.subscribe(b"")
    settle(publish, (slow, b""), (quick, b""))
    missed = 0
    for turn in range(300):
        missed += publish(b"%d" % turn, bytes(1 << 20))
        assert quick.recv_multipart()[0] == b"%d" % turn
    assert missed > 200, missed
    # It is not cut off: when it reads again, it hears what comes then.
    while slow.poll(500):
        slow.recv_multipart()
    publish(b"again")
    assert slow.recv_multipart() == [b"again"]


def pub_come_and_go(port, control):
    publish = Publisher(control)
    for turn in range(50):
        subscriber = connect(zmq.SUB, port)
        subscriber.subscribe(b"")
        while not subscriber.poll(5):
            publish(b"%d" % turn, bytes(10_000))
        subscriber.close()


def rep_from_req(port):
    def client(number):
        request = connect(zmq.REQ, port)
        for turn in range(100):
            request.send_multipart([b"ping", b"%d" % turn])
            assert request.recv_multipart() == [b"ping", b"%d" % turn]

    in_threads(5, client)


def rep_from_dealer(port):
    dealer = connect(zmq.DEALER, port)
    for message in [[b"bare"], [b"", b"enveloped"], [b"way", b"", b"enveloped"]]:
        dealer.send_multipart(message)
        assert dealer.recv_multipart() == message


globals()[sys.argv[1]](*map(int, sys.argv[2:]))
context.destroy(linger=0)
