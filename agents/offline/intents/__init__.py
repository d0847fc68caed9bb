"""What a message is about, told by its likeness to messages of a known intent.

Patterns read what they were made for, to the letter; this reads anything, roughly. `guessing` gives the intent and how sure it
is, `training` makes the weights it does so with from the sentences in `utterances`, a file for each intent, all of them our own.
"""
