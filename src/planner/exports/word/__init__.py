"""Any outline as a Word document: a copy to edit, with real headings, lists, tables and contents."""

from planner.exports.word.write import write_word, write_word_of

__all__ = ["write_word", "write_word_of"]
