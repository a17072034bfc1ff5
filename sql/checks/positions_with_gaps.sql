-- Rows of a revision that are not numbered 0, 1, 2 ... One row per revision and kind.
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
    union all
    select
        'extra' as kind,
        e.revision_id,
        max(e.position) as last_position,
        count(*) as row_count
    from corpus.extra as e
    group by e.revision_id
    union all
    select
        'caption' as kind,
        c.revision_id,
        max(c.position) as last_position,
        count(*) as row_count
    from corpus.caption as c
    group by c.revision_id
    union all
    select
        'live_update' as kind,
        u.revision_id,
        max(u.position) as last_position,
        count(*) as row_count
    from corpus.live_update as u
    group by u.revision_id
    union all
    select
        'quality_issue' as kind,
        q.revision_id,
        max(q.position) as last_position,
        count(*) as row_count
    from corpus.quality_issue as q
    group by q.revision_id
    union all
    select
        'author' as kind,
        w.revision_id,
        max(w.position) as last_position,
        count(*) as row_count
    from corpus.revision_author as w
    group by w.revision_id
    union all
    select
        'topic' as kind,
        o.revision_id,
        max(o.position) as last_position,
        count(*) as row_count
    from corpus.revision_topic as o
    group by o.revision_id
) as t
where t.row_count <> t.last_position + 1;
