"""Orders and papers: drafting with a preview, the gate of consents, issuing, the register, blanks, wordings."""
