"""Parts of pages: field editors, navigator, guide, bars."""
