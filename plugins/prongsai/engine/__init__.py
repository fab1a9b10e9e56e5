"""A site out of its agencies, each made apart: read, planned, rendered, framed, written, and remembered.

`part` is one agency, `crew` has several made at once, `whole` and `finish` are what concerns all of them, `output`
writes what differs, `past` remembers it for the next build, `quick` is that build without MkDocs. The theme's frames
come from a painter: MkDocs draws them, or they are remembered. docs/decisions/0025-engine.md tells why.
"""
