-- Revisions whose stored counts are not the numbers of their rows. One row per revision.
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
left join (select t.revision_id, count(*) as facts from corpus.fact as t group by t.revision_id) as f
    on f.revision_id = r.revision_id
left join (select t.revision_id, count(*) as summaries from corpus.summary as t group by t.revision_id) as s
    on s.revision_id = r.revision_id
left join (select t.revision_id, count(*) as sections from corpus.section as t group by t.revision_id) as h
    on h.revision_id = r.revision_id
left join (select t.revision_id, count(*) as paragraphs from corpus.paragraph as t group by t.revision_id) as p
    on p.revision_id = r.revision_id
left join (select t.revision_id, count(*) as issues from corpus.quality_issue as t group by t.revision_id) as q
    on q.revision_id = r.revision_id
where
    (r.fact_count, r.summary_count, r.section_count, r.paragraph_count, r.quality_issue_count)
    <> (
        coalesce(f.facts, 0), coalesce(s.summaries, 0), coalesce(h.sections, 0), coalesce(p.paragraphs, 0),
        coalesce(q.issues, 0)
    );
