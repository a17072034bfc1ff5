-- The roles besides the owner: who loads, who reads, and who owns the functions that readers call.
-- Neither loader nor reader has a password by this, and so cannot log in until it is given one
-- (\password news_reader). What the reader has set for itself is put back. Its limits belong to the login: who is
-- granted the role has its rights, but not its limits. Without the right to make roles nothing is done, with a notice.
do $$
declare
    may_make boolean := (select r.rolsuper or r.rolcreaterole from pg_catalog.pg_roles as r where r.rolname = current_user);
    made record;
    owner name;
    database name;
begin
    for made in
        select *
        from (
            values
            ('khabar_loader', 'login', 'Loads into schema corpus: reads and changes rows, but no table, view or function'),
            ('news_reader', 'login', 'Reads the views and functions of schema news'),
            ('news_definer', 'nologin', 'Owns the functions of news that read corpus for whoever calls them')
        ) as wanted (name, options, what)
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = made.name) then
            if not may_make then
                raise notice 'role % is not made, as % may make no roles', made.name, current_user;
                continue;
            end if;
            execute format('create role %I %s', made.name, made.options);
        end if;
        if may_make then
            execute format('comment on role %I is %L', made.name, made.what);
        end if;
    end loop;
    if not may_make then
        return;
    end if;

    alter role news_reader reset all;
    for database in
        select d.datname
        from pg_catalog.pg_db_role_setting as s
        join pg_catalog.pg_database as d on d.oid = s.setdatabase
        where s.setrole = 'news_reader'::regrole
    loop
        execute format('alter role news_reader in database %I reset all', database);
    end loop;
    alter role news_reader connection limit 20;
    alter role news_reader set statement_timeout = '5min';
    alter role news_reader set idle_in_transaction_session_timeout = '5min';
    alter role news_reader set default_transaction_read_only = on;

    -- Whoever makes the functions must be allowed to give them to their owner.
    for owner in
        select r.rolname
        from pg_catalog.pg_roles as r
        where
            not r.rolsuper
            and (
                r.rolname = current_user
                or r.oid = (select d.datdba from pg_catalog.pg_database as d where d.datname = current_database())
            )
    loop
        execute format('grant news_definer to %I', owner);
    end loop;
    begin
        -- To see and end sessions of readers that take too long; the owner, to see who is at work before a restore.
        grant pg_read_all_stats, pg_signal_backend to khabar_loader;
        execute format(
            'grant pg_read_all_stats to %I',
            (
                select d.datdba::regrole::text
                from pg_catalog.pg_database as d
                where d.datname = current_database()
            )
        );
    exception
        when insufficient_privilege then
            raise notice 'role khabar_loader: may not end sessions of readers, as % may not grant that', current_user;
    end;
exception
    when insufficient_privilege then
        raise notice 'roles: left as they are, as % may not change them: %', current_user, sqlerrm;
    when duplicate_object or unique_violation then
        raise notice 'roles: another upgrade makes them now';
end;
$$;
