"""What a text is like of what is answered with care, whatever its words: one-against-all logistic regressions over the sentence
embedding and the words, as `agents.offline.intents` is for wishes (docs/adr/0030-signs-by-likeness.md)."""
