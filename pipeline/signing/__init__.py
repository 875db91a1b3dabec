"""Who has signed which document: the record in the borough's folder, and what a page says of itself because of it."""

from pipeline.signing.record import SIGNED, Signature, read_signatures, sign, signed_file, take_back
from pipeline.signing.role import refuse_name
from pipeline.signing.status import DRAFT, Standing, Status, status_of

__all__ = [
    "DRAFT", "SIGNED", "Signature", "Standing", "Status", "read_signatures", "refuse_name", "sign", "signed_file",
    "status_of", "take_back",
]  # fmt: skip
