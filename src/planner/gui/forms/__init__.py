"""Forms compiled from `resources/ui`; never edited by hand."""
