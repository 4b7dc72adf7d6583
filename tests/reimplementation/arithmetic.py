"""Months, money, chances, dated values (section 2), random numbers (section 4) and conditions (7.6) of model.md."""

import math
import re

import numpy as np

NEVER = 10**6  # a month that does not come
WELL, CHRONIC, SEVERE = 0, 1, 2
NONE, ABLE, WEAK, UNABLE = 0, 1, 2, 3
OUTSIDE, REGISTERED, EXITED = 0, 1, 2
BORN, CAME, DIED, MOVED = 1, 2, 3, 4
HISTORY = 24
MEMBERS = 20  # most members that a household has had at any time


# ---------------------------------------------------------------------------------------------------------------------
# 4: addresses and random numbers


def mix64(x):
    x = np.atleast_1d(np.asarray(x, dtype=np.uint64))
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def text_hash(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return mix64(np.array([value], dtype=np.uint64))


def child(parent, number):
    """H(p, c) of section 4."""
    parent = np.asarray(parent, dtype=np.uint64)
    return mix64(mix64(parent + np.uint64(0x9E3779B97F4A7C15)) ^ np.asarray(number).astype(np.uint64))


def philox(seed, subject, replicate, process, month, draw):
    """Philox 4x32-10: four words for each subject."""
    low = np.uint64(0xFFFFFFFF)
    shift = np.uint64(32)
    subject, replicate = np.broadcast_arrays(np.asarray(subject, dtype=np.uint64), replicate)
    c0, c1 = subject & low, subject >> shift
    c2 = replicate.astype(np.uint64)
    c3 = np.broadcast_to(np.uint64((process << 22) + ((month % 4096) << 10) + draw), subject.shape)
    k0, k1 = seed % 2**32, seed >> 32
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (
            (p1 >> shift) ^ c1 ^ np.uint64(k0),
            p1 & low,
            (p0 >> shift) ^ c3 ^ np.uint64(k1),
            p0 & low,
        )
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    return np.stack([c0, c1, c2, c3], axis=-1)


class OwnDraws:
    """Random numbers of NumPy's own generators, one stream for each purpose and month: nothing of the program's."""

    def __init__(self, seed, block):
        self.seed, self.block, self.kept = seed, block, {}

    def begin(self, world):
        self.shape = {
            "place": (world.R, 1),
            "village": (world.R, world.villages),
            "household": (world.R, world.H),
            "member": (world.R, world.H, MEMBERS),
        }

    def words(self, kind, process, month, draw=0, measure=""):
        key = [self.seed, self.block, process, month, draw, int(text_hash(measure)[0]) if measure else 0]
        stream = np.random.Generator(np.random.SFC64(np.random.SeedSequence(key)))
        size = self.shape[kind] + (4,)
        return np.frombuffer(stream.bytes(4 * math.prod(size)), dtype=np.uint32).reshape(size)


class AddressDraws:
    """The numbers of section 4, for a run that can be held against the program replicate by replicate."""

    def __init__(self, seed, first_replicate):
        self.seed, self.first = seed, first_replicate

    def begin(self, world):
        self.world = world
        self.replicate = self.first + np.arange(world.R)

    def words(self, kind, process, month, draw=0, measure=""):
        subject = self.world.subjects[kind]
        if measure:
            subject = child(subject, text_hash(measure)[0])
        replicate = self.replicate.reshape((-1,) + (1,) * (subject.ndim - 1))
        return philox(self.seed, subject, replicate, process, month, draw)


def uniform(word):
    return (word + 0.5) / 2.0**32


def normal(word0, word1):
    return np.sqrt(-2 * np.log(uniform(word0))) * np.cos(2 * np.pi * uniform(word1))


def second_normal(word0, word1):
    return np.sqrt(-2 * np.log(uniform(word0))) * np.sin(2 * np.pi * uniform(word1))


# ---------------------------------------------------------------------------------------------------------------------
# 2: months, money, chances, dated values


def month_index(text):
    year, _, month = str(text).partition("-")
    return (int(year) - 2000) * 12 + (int(month) - 1 if month else 0)


def month_text(t):
    return f"{2000 + t // 12}-{t % 12 + 1:02}"


def fen(yuan):
    return np.floor(100 * yuan + 0.5)


def dated(value, t):
    if not isinstance(value, list):
        return value
    now = value[0]["value"]
    for step in value:
        if month_index(step["from"]) <= t:
            now = step["value"]
    return now


def monthly(chance, months):
    return 1 - (1 - chance) ** (1 / months)


def log_index(growth, law, t):
    """Sum of ln(1 + g)/12 over the months after the law's month up to t."""
    if t >= law:
        return sum(math.log1p(dated(growth, s)) for s in range(law + 1, t + 1)) / 12
    return -sum(math.log1p(dated(growth, s)) for s in range(t + 1, law + 1)) / 12


def twelfth(year_amount, q):
    """What month q (1 to 12) gets of a year's amount, in whole fen."""
    return np.floor(year_amount * q / 12) - np.floor(year_amount * (q - 1) / 12)


def nearest(x):
    return int(math.floor(x + 0.5))


# ---------------------------------------------------------------------------------------------------------------------
# 7.6: conditions


class Condition:
    TOKEN = re.compile(r"\s*(<=|>=|==|!=|<|>|\(|\)|'[^']*'|[A-Za-z_][\w.]*|[\d.]+)")

    def __init__(self, text):
        self.tokens = self.TOKEN.findall(text or "")

    def __call__(self, attributes, shape):
        if not self.tokens:
            return np.ones(shape, dtype=bool)
        self.at = 0
        self.attributes = attributes
        return np.broadcast_to(self.either(), shape)

    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self):
        value = self.both()
        while self.next() == "or":
            self.take()
            value = value | self.both()
        return value

    def both(self):
        value = self.factor()
        while self.next() == "and":
            self.take()
            value = value & self.factor()
        return value

    def factor(self):
        if self.next() == "not":
            self.take()
            return ~self.factor()
        if self.next() == "(":
            self.take()
            value = self.either()
            self.take()
            return value
        left = self.operand()
        compare = {"<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal, "==": np.equal,
                   "!=": np.not_equal}.get(self.next())  # fmt: skip
        if compare is None:
            return left != 0
        self.take()
        return compare(left, self.operand())

    def operand(self):
        token = self.take()
        if token[0] == "'":
            return token[1:-1]
        if token[0].isdigit() or token[0] == ".":
            return float(token)
        return self.attributes(token)
