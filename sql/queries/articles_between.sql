-- Articles of an outlet between two days. One row per article.
-- Parameters: source, first_day, last_day (both included).
select
    a.article_id,
    a.published_on,
    a.title,
    a.authors,
    a.url
from news.articles as a
where a.source = :source and a.published_on between :first_day and :last_day
order by a.published_on, a.article_id;
