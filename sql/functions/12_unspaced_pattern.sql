-- The regular expression of one character of a script that does not part words by spaces: Chinese,
-- Japanese (half-width too), Thai, Lao, Khmer, Myanmar; with the vowel signs and tone marks on it.
create function news.unspaced_pattern() returns text
language sql immutable parallel safe
return
'(?:[\u3005-\u3007\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf'
|| '\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff'
|| '\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf'
|| '\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e'
|| '\u1780-\u17b3\u17d7\u17dc\uff66-\uff9d]'
|| '[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u105e-\u1060'
|| '\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd'
|| '\u3099\u309a\uff9e\uff9f]*)';

comment on function news.unspaced_pattern() is
'Regular expression for one character of a script without spaces between words';
