"""Work for a process with limits: it loads no app of Django's."""

import time

MEGABYTE = 1024 * 1024


def spin(data):
    while True:
        pass


def sleep_for_ever(data):
    time.sleep(3600)


def hoard(data):
    return [bytearray(64 * MEGABYTE) for _ in range(100)]


def fall_over(data):
    raise ValueError("no")


def echo(data, *words):
    return [data.decode(), *words]
