#!/usr/bin/env python3
"""Reads a backup of Chat Man with the master password and public specifications alone (docs/backup-format.md).

    pip install 'cryptography>=44'        # and the program zstd on the PATH
    CHAT_MAN_PASSWORD=… python3 read_backup.py BACKUPS verify ID
    CHAT_MAN_PASSWORD=… python3 read_backup.py BACKUPS table ID chat.conversation

BACKUPS is the directory with one directory per backup and the directory `keyring`. `verify` checks every part, row count and hash. `table` prints
one JSON object per row: sealed values opened, 16 bytes as a UUID, other bytes in hex. Signatures of notes are not checked here.

It shares no code with Chat Man.
"""
import hashlib
import hmac
import json
import os
import struct
import subprocess
import sys
import tempfile
import unicodedata
import uuid
from base64 import b64decode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024
TAG = 16


class Damaged(Exception):
    """Something does not open, or is not what the manifest says."""


def fields(*values):
    """Each field with its length in two bytes before it."""
    out = b""
    for value in values:
        data = value.encode() if isinstance(value, str) else value
        out += struct.pack(">H", len(data)) + data
    return out


def hkdf(secret, salt, info, length):
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def open_box(secret, info, box):
    """salt 24 | commitment 32 | ciphertext | tag 16"""
    salt, commitment, body = box[:24], box[24:56], box[56:]
    derived = hkdf(secret, salt, info, 76)
    if not hmac.compare_digest(derived[44:], commitment):
        raise Damaged("a key or a sealed value does not open")
    try:
        return AESGCM(derived[:32]).decrypt(derived[32:44], body, None)
    except InvalidTag as error:
        raise Damaged("a key or a sealed value does not open") from error


def open_stream(secret, context, source):
    """format 1 | salt 24 | commitment 32 | chunks of 64 KiB, each with a tag of 16 bytes"""
    head = source.read(57)
    if len(head) != 57 or head[0] != 1:
        raise Damaged("a part has no head")
    derived = hkdf(secret, head[1:25], fields("chat-man/stream/1") + fields(*context), 64)
    if not hmac.compare_digest(derived[32:], head[25:]):
        raise Damaged("a part does not open: wrong key, or another part’s place")
    cipher, number, chunk = AESGCM(derived[:32]), 0, source.read(CHUNK + TAG)
    while True:
        following = source.read(CHUNK + TAG)
        is_last = len(following) == 0
        try:
            yield cipher.decrypt(number.to_bytes(11, "big") + bytes([is_last]), chunk, None)
        except InvalidTag as error:
            raise Damaged(f"chunk {number} of a part does not open") from error
        if is_last:
            return
        number, chunk = number + 1, following


def rows_of(directory, identity, secret, table):
    """The rows of a table as lists of bytes or None; checked against the manifest at the end."""
    for part in table["parts"]:
        if hashlib.sha256((directory / part["file"]).read_bytes()).hexdigest() != part["sha256"]:
            raise Damaged(f"{part['file']} is not as it was written")
    with tempfile.TemporaryFile() as plain:
        program = subprocess.Popen(["zstd", "-dcq"], stdin=subprocess.PIPE, stdout=plain)
        for number, part in enumerate(table["parts"]):
            with (directory / part["file"]).open("rb") as source:
                for piece in open_stream(secret, ["backup part", identity, table["name"], str(number)], source):
                    program.stdin.write(piece)
        program.stdin.close()
        if program.wait() != 0:
            raise Damaged(f"{table['name']} does not decompress")
        plain.seek(0)
        digest, size = hashlib.sha256(), 0
        while piece := plain.read(1 << 20):
            digest.update(piece)
            size += len(piece)
        if digest.hexdigest() != table["sha256"] or size != table["bytes"]:
            raise Damaged(f"{table['name']} is not what the manifest says")
        plain.seek(0)
        count = 0
        for row in copy_rows(plain):
            count += 1
            yield row
        if count != table["rows"]:
            raise Damaged(f"{table['name']} has {count} rows, not {table['rows']}")


def copy_rows(plain):
    """PostgreSQL’s COPY … (FORMAT binary)."""
    if plain.read(11) != b"PGCOPY\n\xff\r\n\0":
        raise Damaged("no COPY stream")
    _flags, extension = struct.unpack(">II", plain.read(8))
    plain.read(extension)
    while (count := struct.unpack(">h", plain.read(2))[0]) != -1:
        row = []
        for _ in range(count):
            (length,) = struct.unpack(">i", plain.read(4))
            row.append(None if length == -1 else plain.read(length))
        yield row


class Backups:
    def __init__(self, root, password):
        self.root = Path(root)
        copies = sorted(path.parent for path in (self.root / "keyring").glob("*/keyring.note"))
        if not copies:
            raise Damaged("no copy of the data keys")
        self.keys_at = copies[-1]
        self.keyring = json.loads((self.keys_at / "keyring.json").read_text())
        version, _, salt = self.keyring["salt"].strip().rpartition(":")
        if version not in ("", "v1"):
            raise Damaged(f"the derivation {version} is newer than this reader")
        root_key = Argon2id(salt=b64decode(salt), length=32, iterations=3, lanes=1, memory_cost=65536).derive(
            unicodedata.normalize("NFC", password).encode()
        )
        self.master = lambda use: hkdf(root_key, None, fields("chat-man/master/1", use), 32)
        self.data_keys = dict(self.unwrapped())

    def unwrapped(self):
        """Every data key: (id, version) → (owner, secret)."""
        table = next(each for each in self.keyring["tables"] if each["name"] == "keyring.data_key")
        wrap = self.master("wrap")
        for row in rows_of(self.keys_at, self.keyring["id"], self.master("backup"), table):
            value = dict(zip(table["columns"], row))
            identity, (version,) = str(uuid.UUID(bytes=value["id"])), struct.unpack(">i", value["version"])
            owner = f"{value['owner_kind'].decode()}:{value['owner_name'].decode()}"
            info = fields("chat-man/wrapped-key/1", owner, identity, struct.pack(">I", version))
            yield (identity, version), (owner, open_box(wrap, info, value["wrapped"][1:]))

    def manifest(self, identity):
        if not (self.root / identity / "manifest.note").exists():
            raise Damaged("no manifest.note: this is no finished backup")
        return json.loads((self.root / identity / "manifest.json").read_text())

    def rows(self, identity, table):
        manifest = self.manifest(identity)
        _owner, key = self.data_keys[manifest["key"]["id"], manifest["key"]["version"]]
        secret = hkdf(key, None, fields("chat-man/derived/1", "backup"), 32)
        return rows_of(self.root / identity, manifest["id"], secret, table)

    def opened(self, table, column, row_id, value):
        """A sealed value: format 1 | key id 16 | key version 4 | box. None for a value that is none, or whose key was destroyed."""
        if value is None or len(value) < 93 or value[0] != 1:
            return None
        key_id, version = value[1:17], struct.unpack(">I", value[17:21])[0]
        found = self.data_keys.get((str(uuid.UUID(bytes=key_id)), version))
        if found is None:
            return None
        owner, secret = found
        tail = fields(owner, key_id, struct.pack(">I", version))
        return open_box(secret, fields("chat-man/record/1") + fields(table, column, row_id) + tail, value[21:])


def shown(value):
    if value is None:
        return None
    return str(uuid.UUID(bytes=value)) if len(value) == 16 else value.hex()


def verify(backups, identity):
    for table in backups.manifest(identity)["tables"]:
        count = sum(1 for _ in backups.rows(identity, table))
        print(f"{table['name']}: {count} rows, as the manifest says")


def print_table(backups, identity, name):
    table = next((each for each in backups.manifest(identity)["tables"] if each["name"] == name), None)
    if table is None:
        raise Damaged(f"the backup has no table {name}")
    key_at = table["columns"].index(table["key"][0])
    for row in backups.rows(identity, table):
        out = {}
        for column, value in zip(table["columns"], row):
            plain = backups.opened(name, column, shown(row[key_at]), value)
            out[column] = shown(value) if plain is None else plain.decode("utf-8", "replace")
        print(json.dumps(out, ensure_ascii=False))


def main(words):
    if len(words) < 3 or words[1] not in ("verify", "table"):
        print(__doc__, file=sys.stderr)
        return 78
    try:
        backups = Backups(words[0], os.environ["CHAT_MAN_PASSWORD"])
        verify(backups, words[2]) if words[1] == "verify" else print_table(backups, words[2], words[3])
        return 0
    except Damaged as error:
        print(f"Not sound: {error}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
