"""The parts of the exchange file: its text, its layout, its special shapes, how it is read and written."""
