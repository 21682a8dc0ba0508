"""Individual routes (ИОМ): making them from templates, their steps, their life, what the timeline shows."""
