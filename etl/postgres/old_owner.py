"""Databases from the time when the bootstrap role, a superuser, was named khabar and owned everything."""

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

BOOTSTRAP_OID = 10  # the role that initdb makes, whatever its name
HELPER = "khabar_renames"  # a session cannot rename its own role

# Objects of this database that the bootstrap role owns, except those of PostgreSQL itself. REASSIGN OWNED refuses this
# role. Objects of an extension and sequences of columns are left out, because they change their owner with it.
OBJECTS = """
select i.type, i.identity
from (
    select 'pg_namespace'::regclass as catalog, n.oid, n.oid as namespace, n.nspowner as owner from pg_namespace as n
    union all
    select 'pg_class'::regclass, c.oid, c.relnamespace, c.relowner from pg_class as c where c.relkind in
        ('r', 'p', 'v', 'm', 'f', 'S')
    union all
    select 'pg_proc'::regclass, p.oid, p.pronamespace, p.proowner from pg_proc as p
    union all
    select 'pg_type'::regclass, t.oid, t.typnamespace, t.typowner from pg_type as t where t.typtype in ('d', 'e', 'r')
        or (t.typtype = 'c' and (select c.relkind from pg_class as c where c.oid = t.typrelid) = 'c')
    union all
    select 'pg_collation'::regclass, c.oid, c.collnamespace, c.collowner from pg_collation as c
    union all
    select 'pg_operator'::regclass, o.oid, o.oprnamespace, o.oprowner from pg_operator as o
    union all
    select 'pg_ts_dict'::regclass, d.oid, d.dictnamespace, d.dictowner from pg_ts_dict as d
    union all
    select 'pg_ts_config'::regclass, c.oid, c.cfgnamespace, c.cfgowner from pg_ts_config as c
    union all
    select 'pg_statistic_ext'::regclass, s.oid, s.stxnamespace, s.stxowner from pg_statistic_ext as s
) as o
join pg_namespace as n on n.oid = o.namespace
cross join lateral pg_identify_object(o.catalog, o.oid, 0) as i
where
    o.owner = %(bootstrap)s
    and n.nspname !~ '^pg_'
    and n.nspname <> 'information_schema'
    and not exists (
        select from pg_depend as d
        where
            d.classid = o.catalog
            and d.objid = o.oid
            and (d.deptype = 'e' or (d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass))
    )
order by i.type, i.identity
"""


def rename_bootstrap(cursor: Cursor, new: str, old: str) -> None:
    """Rename the session's role if it is the bootstrap role under its old name.

    The helper role exists only inside the transaction of the cursor, so nothing is left half done.
    Raises DatabaseError through the caller if the role is neither.
    """
    cursor.execute("select oid, rolname from pg_roles where rolname = session_user")
    oid, name = cursor.fetchone() or (None, None)
    if name != old or oid != BOOTSTRAP_OID:
        return
    helper = sql.Identifier(HELPER)
    cursor.execute(sql.SQL("create role {} superuser").format(helper))
    cursor.execute(sql.SQL("set local session authorization {}").format(helper))
    cursor.execute(sql.SQL("alter role {} rename to {}").format(sql.Identifier(old), sql.Identifier(new)))
    cursor.execute("reset session authorization")
    cursor.execute(sql.SQL("drop role {}").format(helper))


def hand_over(cursor: Cursor, owner: str) -> None:
    """Give all objects that the bootstrap role owns in this database to the owner role, one by one."""
    cursor.execute(OBJECTS, {"bootstrap": BOOTSTRAP_OID})
    for kind, identity in cursor.fetchall():
        # Both are as PostgreSQL itself writes them, quoted where need be.
        statement = sql.SQL("alter {} {} owner to {}")  # a name may have braces
        cursor.execute(statement.format(sql.SQL(kind), sql.SQL(identity), sql.Identifier(owner)))
