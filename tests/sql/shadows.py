"""Objects that stand under the names of PostgreSQL's own, and say as whom they ran: what an attacker would make.

Each of them is made by the role that attacks, as far as it may; none is written by hand, all come from the catalog.
"""

import re

from psycopg2.extensions import connection as Connection

TRAP = re.compile(r"trap ran as (\w+)")

# What a trap does: it says as whom it runs, and lets pass what it is given.
SPRING = """
create function {schema}.spring(anyelement) returns boolean language plpgsql as $$
begin
    raise warning 'trap ran as %', current_user;
    return true;
end;
$$
"""

# As each block runs as the attacker, what it may not do is left out; how much was made is told.
MAKE = """
do $make$
declare
    statement text;
    made int := 0;
begin
    for statement in {statements} loop
        begin
            execute statement;
            made := made + 1;
        exception when others then null;
        end;
    end loop;
    raise notice 'made %', made;
end;
$make$
"""

DOMAINS = """
select format('create domain {schema}.%1$I as pg_catalog.%1$I check ({schema}.spring(value))', t.typname)
from pg_catalog.pg_type as t
where t.typnamespace = 'pg_catalog'::regnamespace and t.typtype in ('b', 'r', 'e') and t.typelem = 0
    and t.typname ~ '{only}'
"""

# Types of the same names whose casts are functions of the attacker.
CASTS = """
select unnest(array[
    format('create type {schema}.%1$I as (inner_value text)', t.typname),
    format(
        'create function {schema}.to_%1$s(text) returns {schema}.%1$I language plpgsql as '
        '''begin perform {schema}.spring(1); return null; end;''', t.typname
    ),
    format(
        'create cast (text as {schema}.%1$I) with function {schema}.to_%1$s(text) as implicit', t.typname
    )
])
from pg_catalog.pg_type as t
where t.typnamespace = 'pg_catalog'::regnamespace and t.typtype in ('b', 'r', 'e') and t.typelem = 0
    and t.typname ~ '{only}'
"""

FUNCTIONS = """
select format(
    'create function {schema}.%I(%s) returns %s language plpgsql as '
    '''begin perform {schema}.spring(1); return%s; end;''',
    p.proname,
    pg_get_function_identity_arguments(p.oid),
    pg_get_function_result(p.oid),
    case when p.proretset then '' else ' null' end
)
from pg_catalog.pg_proc as p
where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f'
"""

OPERATORS = """
select unnest(array[
    format(
        'create function {schema}.operator_%s(%s) returns %s language plpgsql as '
        '''begin perform {schema}.spring(1); return null; end;''',
        o.oid, concat_ws(', ', nullif(o.oprleft, 0)::regtype, o.oprright::regtype), o.oprresult::regtype
    ),
    format(
        'create operator {schema}.%s (%s rightarg = %s, function = {schema}.operator_%s)',
        o.oprname, 'leftarg = ' || nullif(o.oprleft, 0)::regtype || ',', o.oprright::regtype, o.oid
    )
])
from pg_catalog.pg_operator as o
where o.oprnamespace = 'pg_catalog'::regnamespace
"""

RELATIONS = """
select format('create view {schema}.%I as select {schema}.spring(1) as sprung', c.relname)
from pg_catalog.pg_class as c
where
    c.relnamespace in ('pg_catalog'::regnamespace, 'corpus'::regnamespace, 'news'::regnamespace)
    and c.relkind in ('r', 'v')
"""

DICTIONARIES = """
select format('create text search dictionary {schema}.%I (template = pg_catalog.simple)', d.dictname)
from pg_catalog.pg_ts_dict as d
where d.dictnamespace = 'pg_catalog'::regnamespace
"""

KINDS = {
    "types": DOMAINS,
    "casts": CASTS,
    "functions": FUNCTIONS,
    "operators": OPERATORS,
    "relations": RELATIONS,
    "dictionaries": DICTIONARIES,
}


def make_shadows(attacker: Connection, schema: str, kind: str, only: str = ".") -> int:
    """Make objects of a kind in a schema, under all names that PostgreSQL and Khabar have for it; how many.

    only: the one type to make.
    """
    attacker.notices.clear()
    with attacker.cursor() as cursor:
        cursor.execute("set search_path = pg_catalog, pg_temp")
        cursor.execute(SPRING.format(schema=schema))
        names = only if only == "." else f"^{only}$"
        cursor.execute(MAKE.format(statements=KINDS[kind].format(schema=schema, only=names)))
    (made,) = re.findall(r"made (\d+)", attacker.notices[-1])
    return int(made)


def sprung(attacker: Connection) -> set[str]:
    """The roles as which traps have run since the last look."""
    found = {match[1] for notice in attacker.notices if (match := TRAP.search(notice))}
    attacker.notices.clear()
    return found


def calls(attacker: Connection, schemas: tuple[str, ...]) -> list[str]:
    """A call of each function and a look at each view of these schemas that the role may use."""
    with attacker.cursor() as cursor:
        cursor.execute(
            """
            select format('select * from %%s(%%s)', p.oid::regproc, (
                select string_agg(coalesce(quote_literal(s.sample), 'null'), ', ' order by a.n)
                from unnest(p.proargtypes, p.proargnames[:p.pronargs]) with ordinality as a (kind, name, n)
                left join (values
                    ('query', 'boat OR ships -"new town" 船が الميناء'), ('text', 'A boat, 船が الميناء'),
                    ('language', 'en'), ('bigint', '1'), ('bigint[]', '{1}'), ('integer', '5'),
                    ('text[]', '{boat,harbour}'), ('tsvector', 'boat:1'), ('source', null)
                ) as s (fits, sample) on s.fits = case
                    when a.name in ('query', 'language', 'source') then a.name else a.kind::regtype::text
                end
            ))
            from pg_proc as p
            where
                p.pronamespace = any(%s::regnamespace[])
                and p.prokind = 'f'
                and has_schema_privilege(p.pronamespace, 'usage')
                and has_function_privilege(p.oid, 'execute')
            union all
            select format('select * from %%s', c.oid::regclass)
            from pg_class as c
            where
                c.relnamespace = any(%s::regnamespace[])
                and c.relkind in ('v', 'r')
                and has_schema_privilege(c.relnamespace, 'usage')
                and has_table_privilege(c.oid, 'select')
            """,
            (list(schemas), list(schemas)),
        )
        return [call for (call,) in cursor.fetchall()]


def types_named_by(attacker: Connection, schemas: tuple[str, ...]) -> list[str]:
    """The types of PostgreSQL that stand in the functions of these schemas: of arguments, results and bodies."""
    with attacker.cursor() as cursor:
        cursor.execute(
            """
            select t.typname
            from pg_type as t
            where
                t.typnamespace = 'pg_catalog'::regnamespace
                and t.typtype in ('b', 'r', 'e')
                and t.typelem = 0
                and exists (
                    select from pg_proc as p
                    where
                        p.pronamespace = any(%s::regnamespace[])
                        and strpos(
                            concat_ws(' ', p.prosrc, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)),
                            format_type(t.oid, null)
                        ) > 0
                )
            order by t.typname""",
            (list(schemas),),
        )
        return [name for (name,) in cursor.fetchall()]
