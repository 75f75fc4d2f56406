"""The instrument: who speaks in a news report, about what, in what tone."""

from importlib.metadata import version

__version__ = version("who-speaks")
