-- Quality issues by rule and language. One row per rule and language.
select
    q.rule,
    a.language,
    count(*) as issues,
    count(distinct q.article_id) as articles,
    min(q.evidence) as example
from news.quality_issues as q
inner join news.articles as a on q.article_id = a.article_id
group by q.rule, a.language
order by count(*) desc, q.rule, a.language asc
limit 10;
