CREATE VIRTUAL TABLE found USING fts5 (words, content = '', tokenize = "unicode61 remove_diacritics 0");
