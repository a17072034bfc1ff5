-- Search results for قوات (forces). One row per article, the best first.
select
    s.published_on,
    s.source,
    s.title,
    s.snippet
from news.search('قوات', language => 'ar', max_rows => 5) as s
order by s.rank desc, s.article_id asc;
