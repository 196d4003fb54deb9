"""One run, several faces: tables for people who live in spreadsheets, a page for the engagement team, JSON."""
