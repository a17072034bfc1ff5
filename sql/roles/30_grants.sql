-- What each role may do in this database. The functions that read corpus for their caller belong to news_definer,
-- which may read what they need and nothing else: whoever makes them do something else gains no more than that.
do $$
declare
    function_name regprocedure;
begin
    if exists (select from pg_catalog.pg_roles where rolname = 'khabar_loader') then
        grant usage on schema corpus, news to khabar_loader;
        grant select, insert, update, delete on all tables in schema corpus to khabar_loader;
        revoke insert, update, delete on corpus.alembic_version from khabar_loader;
        grant usage, select on all sequences in schema corpus to khabar_loader;
        grant select on all tables in schema news to khabar_loader;
    end if;
    if exists (select from pg_catalog.pg_roles where rolname = 'news_reader') then
        grant usage on schema news to news_reader;
        grant select on all tables in schema news to news_reader;
    end if;
    if exists (select from pg_catalog.pg_roles where rolname = 'news_definer') then
        grant usage on schema corpus, news to news_definer;
        grant select on
            corpus.article,
            corpus.article_search,
            corpus.caption,
            corpus.extra,
            corpus.fact,
            corpus.paragraph,
            corpus.revision,
            corpus.section,
            corpus.source,
            corpus.source_alias,
            corpus.summary
            to news_definer;
        grant create on schema news to news_definer;
        for function_name in
            select p.oid::regprocedure
            from pg_catalog.pg_proc as p
            where p.pronamespace = 'news'::regnamespace and p.prosecdef
        loop
            execute format('alter function %s owner to news_definer', function_name);
        end loop;
        revoke create on schema news from news_definer;
    end if;
exception
    when insufficient_privilege then
        raise notice 'functions of news: they stay with %, as it may not give them away: %', current_user, sqlerrm;
end;
$$;
