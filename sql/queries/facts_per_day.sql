-- Key facts per day. One row per day and language; articles without a day are absent.
select
    a.published_on,
    a.language,
    count(*) as articles,
    sum(a.fact_count) as facts
from news.articles as a
where a.published_on is not null
group by a.published_on, a.language
order by a.published_on desc, a.language asc
limit 10;
