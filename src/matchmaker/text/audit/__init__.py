"""The audit of identity leaks: what a sentence about who somebody is does to the text criteria (domain I.4, K.2.6)."""
