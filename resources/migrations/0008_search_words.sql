-- SPDX-License-Identifier: GPL-3.0-or-later
-- The words by which a resident is found stand beside the index, which can then be told which of them went and which came:
-- an UPDATE of a table that keeps its text itself has every word of the row taken out and written anew.

CREATE TABLE patient_words (rid INTEGER PRIMARY KEY, words TEXT NOT NULL);
INSERT INTO patient_words (rid, words) SELECT rowid, words FROM patient_search;
DROP TABLE patient_search;
CREATE VIRTUAL TABLE patient_search USING fts5 (words, content = 'patient_words', content_rowid = 'rid', tokenize = "ascii", prefix = '1 2 3 4 5 6', columnsize = 0, detail = none);
INSERT INTO patient_search (patient_search) VALUES ('rebuild');
