"""What a forger can do to a bag who holds no key of the office: change files and make every manifest fit again; and what
one can do who holds another key: sign another checkpoint."""

import base64
import hashlib
import pathlib
import subprocess
import tempfile

# RFC 8410 §7: the ASN.1 that stands before the 32 bytes of an Ed25519 private key.
PRIVATE_KEY_PREFIX = bytes.fromhex("302e020100300506032b657004220420")


def reseal(bag):
    """Makes both manifests and the count of bag-info.txt fit what lies in the bag now (RFC 8493 §2.1.3, §2.2.1)."""
    def line(path):
        return f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bag).as_posix()}\n"

    payload = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    (bag / "manifest-sha256.txt").write_text("".join(map(line, payload)))
    information = bag / "bag-info.txt"
    total = f"Payload-Oxum: {sum(path.stat().st_size for path in payload)}.{len(payload)}"
    kept = [one for one in information.read_text().splitlines() if not one.startswith("Payload-Oxum:")]
    information.write_text("\n".join([*kept, total]) + "\n")
    tags = [bag / name for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
    (bag / "tagmanifest-sha256.txt").write_text("".join(map(line, tags)))


def key_identifier(verifier_key):
    """The four bytes that stand before a signature, out of a verifier key (C2SP signed-note)."""
    return bytes.fromhex(verifier_key.split("+", 2)[1])


def sign_note(text, seed, verifier_key):
    """A signed note by a key, made with another tool."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "key").write_bytes(PRIVATE_KEY_PREFIX + bytes.fromhex(seed.strip()))
        (folder / "text").write_text(text)
        signature = subprocess.run(
            ["openssl", "pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", folder / "key", "-in", folder / "text"],
            check=True, capture_output=True).stdout
    name = verifier_key.split("+", 1)[0]
    return f"{text}\n— {name} {base64.b64encode(key_identifier(verifier_key) + signature).decode()}\n"
