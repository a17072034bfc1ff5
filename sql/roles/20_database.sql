-- What PostgreSQL lets everybody do in a database, kept for its owner, for who upgrades it and for the loader:
-- temporary objects, large objects (they fill the disk and belong to nobody's views) and advisory locks (the runs
-- wait for each other by them), messages in the write-ahead log. lo_import and lo_export are kept for superusers by
-- PostgreSQL itself. Everybody else has a limit of temporary files and writes nothing into the server's log: by RAISE
-- LOG, or a long text that is no number, a reader would fill the disk. Only a superuser may set these, nobody else.
-- Without the right to, nothing is done, with a notice.
do $$
declare
    kept name;
    function_name regprocedure;
    owns_functions boolean := (select r.rolsuper from pg_catalog.pg_roles as r where r.rolname = current_user);
    owner oid := (select d.datdba from pg_catalog.pg_database as d where d.datname = current_database());
begin
    if owns_functions then
        execute format('alter database %I set temp_file_limit = %L', current_database(), '4GB');
        execute format('alter database %I set log_min_messages = panic', current_database());
        execute format('alter database %I set log_min_error_statement = panic', current_database());
    end if;
    for kept in
        select r.rolname
        from pg_catalog.pg_roles as r
        where r.oid = owner or r.rolname in (current_user, 'khabar_loader')
    loop
        if pg_has_role(current_user, owner, 'usage') then
            execute format('revoke temporary on database %I from public', current_database());
            execute format('grant connect, temporary on database %I to %I', current_database(), kept);
        elsif has_database_privilege('public', current_database(), 'temporary') then
            raise notice 'temporary objects: left to everybody, as % does not own the database', current_user;
        end if;
        if owns_functions then
            execute format('alter role %I in database %I set temp_file_limit = -1', kept, current_database());
            execute format('alter role %I in database %I set log_min_messages = warning', kept, current_database());
            execute format(
                'alter role %I in database %I set log_min_error_statement = error', kept, current_database()
            );
        end if;
        for function_name in
            select p.oid::regprocedure
            from pg_catalog.pg_proc as p
            where
                p.pronamespace = 'pg_catalog'::regnamespace
                and p.proname ~ '^(?:lo_(?!import|export)|loread$|lowrite$|pg_advisory_|pg_try_advisory_|pg_logical_emit_)'
                and (owns_functions or has_function_privilege('public', p.oid, 'execute'))
        loop
            if not owns_functions then
                raise notice 'large objects, advisory locks and the log: left to everybody, as % is no superuser', current_user;
                exit;
            end if;
            execute format('revoke execute on function %s from public', function_name);
            execute format('grant execute on function %s to %I', function_name, kept);
        end loop;
    end loop;
end;
$$;
