"""The timeline as one HTML page that opens offline."""

from extract.timeline.page.rendering import render_page

__all__ = ["render_page"]
