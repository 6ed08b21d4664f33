"""Status: happened, under way, planned or denied."""

from __future__ import annotations

import pytest

from marsad.lexicon import Lexicon
from tests.find.voice.make import WHO, WHOM, only

pytestmark = pytest.mark.usefixtures("no_gate")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"استقبل {WHO} {WHOM}.", "happened"),
        (f"سيستقبل {WHO} {WHOM}.", "planned"),
        (f"سوف يستقبل {WHO} {WHOM}.", "planned"),
        (f"من المقرر أن يستقبل {WHO} {WHOM}.", "planned"),
        (f"يعتزم {WHO} عقد اجتماع مع {WHOM}.", "planned"),
        (f"يستقبل {WHO} غدا {WHOM}.", "planned"),
        (f"يستقبل {WHO} الاثنين المقبل {WHOM}.", "planned"),
        (f"لم يستقبل {WHO} {WHOM}.", "denied"),
        (f"لن يستقبل {WHO} {WHOM}.", "denied"),
        (f"رفض {WHO} عقد اجتماع مع {WHOM}.", "denied"),
        (f"عقد {WHO} اجتماعا مع {WHOM} أمس.", "happened"),
    ],
)
def test_status(lexicon: Lexicon, text: str, status: str) -> None:
    mention = only(lexicon, text)
    assert mention.status == status
    assert mention.fields["status"].quote


def test_a_headline_in_the_present_has_happened(lexicon: Lexicon) -> None:
    assert only(lexicon, "تفاصيل لاحقا.", f"{WHO} يستقبل {WHOM}").status == "happened"
