"""An agency's own report (Word, Excel, web table, pasted text, PDF) into draft records for a person to review."""
