-- Which doubts there are about the texts. One row per rule and language.
select
    q.rule,
    a.language,
    count(*) as issues,
    count(distinct q.article_id) as articles,
    min(q.evidence) as example
from news.quality_issues as q
join news.articles as a on a.article_id = q.article_id
group by q.rule, a.language
order by count(*) desc, q.rule, a.language
limit 10;
