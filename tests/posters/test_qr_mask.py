"""The mask of a QR code is the one that the qrcode package chooses."""

from __future__ import annotations

import random

import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

from prongsai.qr import LONGEST
from prongsai.qr_mask import best_mask

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?=&%"


@pytest.mark.parametrize("level", [ERROR_CORRECT_L, ERROR_CORRECT_M])
def test_the_choice_is_the_packages_own(level: int) -> None:
    chance = random.Random(18004)
    for length in range(1, LONGEST + 1):
        address = "https://"[:length] + "".join(chance.choices(LETTERS, k=max(0, length - 8)))
        code = qrcode.QRCode(error_correction=level)
        code.add_data(address)
        code.best_fit()
        chosen = best_mask(code)
        assert chosen == code.best_mask_pattern(), address
