"""The extensions of Sphinx that the book is built with, one a module."""
