-- The role of analysts: reads schema news and nothing else, never longer than five minutes. It has no
-- password, and so cannot log in until it is given one (\password news_reader). Who is granted the role has
-- its rights, but not its limits: they belong to the login. Without the right to make roles it is left out,
-- with a notice.
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'news_reader') then
        create role news_reader login;
    end if;
    alter role news_reader set statement_timeout = '5min';
    alter role news_reader set default_transaction_read_only = on;
    comment on role news_reader is 'Reads the views and functions of schema news';
exception
    when insufficient_privilege then
        raise notice 'role news_reader: left as it is, as % may not make or change roles', current_user;
    when duplicate_object or unique_violation then
        raise notice 'role news_reader: another upgrade makes it now';
end;
$$;

do $$
begin
    if exists (select from pg_catalog.pg_roles where rolname = 'news_reader') then
        grant usage on schema news to news_reader;
        grant select on all tables in schema news to news_reader;
    end if;
end;
$$;
