"""«Подбор»: the proposal of pairs on the heat map, its explanation, drafts and acceptance."""
