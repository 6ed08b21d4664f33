"""The record's file: append-only readings, mentions and judgements. Start at
:func:`marsad.store.opening.open_store`.
"""
