-- Addresses under which articles were seen. One row per address and kind.
create view news.article_urls as
select
    u.article_id,
    u.kind,
    u.url
from corpus.article_url as u;

comment on view news.article_urls is 'Addresses: one row per address of an article and kind of address';
comment on column news.article_urls.article_id is 'Number of the article in this database';
comment on column news.article_urls.kind is
'canonical, amp, og, json-ld, shortlink, twitter, redirect, feed, fetched or alternate';
comment on column news.article_urls.url is 'The address as the document or crawler gives it';
