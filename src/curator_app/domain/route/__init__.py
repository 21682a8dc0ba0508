"""Individual routes (ИОМ): dating, stages, integrity, progress, templates. Pure: no clock, no base, no Russian."""
