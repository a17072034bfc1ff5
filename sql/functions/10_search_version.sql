-- The version of the search functions. Whoever changes what they return raises it:
-- index_articles then indexes every article again.
create function news.search_version() returns bigint
language sql immutable parallel safe
return 1;

comment on function news.search_version() is
'Version of the search functions; a higher one makes index_articles index every article again';
