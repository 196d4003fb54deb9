"""Compiled templates, kept where Python keeps its compiled modules: compiling takes longer than filling them in."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache


class CompiledTemplates(FileSystemBytecodeCache):
    """A template's code, used again while template, Jinja and Python are the same. Where none can be kept, none is."""

    @classmethod
    def beside(cls, templates: Path) -> CompiledTemplates:
        """In the ``__pycache__`` beside the templates' folder."""
        return cls(str(templates.with_name("__pycache__")), "%s.jinja")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code, unless Python was told to keep none or the folder cannot be written to."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
