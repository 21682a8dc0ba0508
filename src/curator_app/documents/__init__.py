"""Papers: text template → blocks → PDF and DOCX. Plain data in, bytes out."""
