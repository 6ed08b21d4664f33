"""The conditions by the names that the data has for them (``needs`` of a frame)."""

from __future__ import annotations

from collections.abc import Callable

from marsad.find.frames.accord import arms_deal, attained, ratified, stated
from marsad.find.frames.assembly import held, many_officials, of_officials
from marsad.find.frames.clauses import Scene
from marsad.find.frames.conditions.matter import (
    agreed_on,
    agreement_told,
    cargo,
    feat,
    geared,
    helping,
    in_reply,
    of_security,
    schooling,
)
from marsad.find.frames.conditions.parties import (
    addressed,
    at_a_place,
    between_states,
    calls_on,
    foreign_recipient,
    subject_near,
    two_sides,
    with_another,
)
from marsad.find.frames.conditions.people import from_and_to, on_warrant, person_taken, somebody_handed
from marsad.find.frames.conditions.shared import concrete_act, done_jointly, foreign_source, joint_body, many_subjects
from marsad.find.frames.draft import Draft
from marsad.find.frames.joint import caused, informed

CONDITIONS: dict[str, Callable[[Scene, Draft], bool]] = {
    "with": with_another,
    "place": at_a_place,
    "between": between_states,
    "act": concrete_act,
    "gathering": held,
    "warrant": on_warrant,
    "person_handed": somebody_handed,
    "geared": geared,
    "person_taken": person_taken,
    "two_sides": two_sides,
    "security_object": of_security,
    "foreign_recipient": foreign_recipient,
    "joint": done_jointly,
    "caused": caused,
    "arms_deal": arms_deal,
    "stated": stated,
    "attained": attained,
    "ratified": ratified,
    "informed": informed,
    "subject_near": subject_near,
    "agreement_told": agreement_told,
    "officials": of_officials,
    "many_officials": many_officials,
    "foreign_source": foreign_source,
    "many_subjects": many_subjects,
    "addressed": addressed,
    "in_reply": in_reply,
    "from_and_to": from_and_to,
    "agreed_on": agreed_on,
    "joint_body": joint_body,
    "calls_on": calls_on,
    "helping": helping,
    "cargo": cargo,
    "feat": feat,
    "schooling": schooling,
}
