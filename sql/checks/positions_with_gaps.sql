-- Texts of a revision that are not numbered 0, 1, 2 ... One row per revision and kind.
select
    t.kind,
    t.revision_id,
    t.last_position,
    t.row_count
from (
    select
        'fact' as kind,
        f.revision_id,
        max(f.position) as last_position,
        count(*) as row_count
    from corpus.fact as f
    group by f.revision_id
    union all
    select
        'summary' as kind,
        s.revision_id,
        max(s.position) as last_position,
        count(*) as row_count
    from corpus.summary as s
    group by s.revision_id
    union all
    select
        'section' as kind,
        s.revision_id,
        max(s.position) as last_position,
        count(*) as row_count
    from corpus.section as s
    group by s.revision_id
    union all
    select
        'paragraph' as kind,
        p.revision_id,
        max(p.position) as last_position,
        count(*) as row_count
    from corpus.paragraph as p
    group by p.revision_id
) as t
where t.row_count <> t.last_position + 1;
