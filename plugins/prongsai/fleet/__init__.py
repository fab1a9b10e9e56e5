"""Many agencies: one site for each, built side by side, none of which can stop the others.

`agencies` finds them, `task` builds one in whatever process it is called, `workers` are processes of this machine or of
others, `run` hands out the tasks and hands on what came of them, `journal` remembers it.
"""
