-- Revisions whose stored counts are not the numbers of their rows. One row per revision.
with f as (
    select
        t.revision_id,
        count(*) as facts
    from corpus.fact as t
    group by t.revision_id
),

s as (
    select
        t.revision_id,
        count(*) as summaries
    from corpus.summary as t
    group by t.revision_id
),

h as (
    select
        t.revision_id,
        count(*) as sections
    from corpus.section as t
    group by t.revision_id
),

p as (
    select
        t.revision_id,
        count(*) as paragraphs
    from corpus.paragraph as t
    group by t.revision_id
),

q as (
    select
        t.revision_id,
        count(*) as issues
    from corpus.quality_issue as t
    group by t.revision_id
)

select
    r.revision_id,
    r.fact_count,
    f.facts,
    r.summary_count,
    s.summaries,
    r.section_count,
    h.sections,
    r.paragraph_count,
    p.paragraphs,
    r.quality_issue_count,
    q.issues
from corpus.revision as r
left join f
    on r.revision_id = f.revision_id
left join s
    on r.revision_id = s.revision_id
left join h
    on r.revision_id = h.revision_id
left join p
    on r.revision_id = p.revision_id
left join q
    on r.revision_id = q.revision_id
where
    (r.fact_count, r.summary_count, r.section_count, r.paragraph_count, r.quality_issue_count)
    <> (
        coalesce(f.facts, 0), coalesce(s.summaries, 0), coalesce(h.sections, 0), coalesce(p.paragraphs, 0),
        coalesce(q.issues, 0)
    );
