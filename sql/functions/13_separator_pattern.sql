-- The regular expression of one character that is neither letter nor digit nor a mark on one. Named by code
-- points, as what [[:alnum:]] holds depends on the server's locale. Characters that only shape a word (soft
-- hyphen, ZWNJ, variation selectors) are none of them, nor is U+001F, by which snippet_hits parts its words.
create function news.separator_pattern() returns text
language sql immutable parallel safe
return
'[\u0001-\u001e\u0020-\u002f:-@\[-`{-\u00a9\u00ab\u00ac\u00ae-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7'
|| '\u02c2-\u02c5\u02d2-\u02df\u02ed\u02ef-\u02ff\u037e\u0384\u0385\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0'
|| '\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u06fd\u06fe'
|| '\u0700-\u070d\u0964\u0965\u0970\u0df4\u0e2f\u0e4f\u0e5a\u0e5b\u0f01-\u0f14\u0f3a-\u0f3d\u104a-\u104f\u10fb'
|| '\u1360-\u1368\u166d\u166e\u16eb-\u16ed\u17d4-\u17d6\u17d8-\u17db\u1800-\u180a'
|| '\u2000-\u200a\u2010-\u2029\u202f-\u205f\u20a0-\u20cf'
|| '\u2100-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\u30a0\u30fb\ua4fe\ua4ff\ua60d-\ua60f'
|| '\ud7fc-\uf8ff\ufd3e\ufd3f\ufe10-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff'
|| '\U0001f000-\U0001faff\U000e0000-\U0010ffff]';

comment on function news.separator_pattern() is
'Regular expression for one character that is neither a letter, a digit nor a combining mark';
