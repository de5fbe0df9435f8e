"""The learned part of the layer: a conditional random field over word classes, read without any dependency."""
