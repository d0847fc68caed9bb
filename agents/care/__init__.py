"""Messages to which a figure or a deed of a tool could do harm, and the words of our own that answer them.

No model and no tool is asked about them, so no provider, prompt or injected text changes what is said.
"""
