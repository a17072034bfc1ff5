-- The current text of an article to read: title, facts, summary, sections, in their order, with the
-- labels and headings as printed; NULL where there is no such article. Parameters: article_id.
create function news.article_text(article_id bigint) returns text
language sql stable strict security definer
set search_path = pg_catalog, pg_temp
as $$
    with revision as (
        select
            r.revision_id,
            r.title,
            r.facts_label,
            r.summary_label
        from corpus.article as a
        join corpus.revision as r on r.revision_id = a.current_revision_id
        where a.article_id = article_text.article_id
    ),

    blocks as (
        select 1 as place, 0::bigint as section, 0::bigint as line, r.title as body
        from revision as r
        union all
        select 2, 0, 0, concat_ws(E'\n', r.facts_label, string_agg('• ' || f.text, E'\n' order by f.position))
        from revision as r
        join corpus.fact as f on f.revision_id = r.revision_id
        group by r.facts_label
        union all
        select 3, 0, 0, concat_ws(E'\n', r.summary_label, string_agg(s.text, E'\n\n' order by s.position))
        from revision as r
        join corpus.summary as s on s.revision_id = r.revision_id
        group by r.summary_label
        union all
        select 4, s.position, -1, s.heading
        from revision as r
        join corpus.section as s on s.revision_id = r.revision_id
        union all
        select 4, p.section_position, p.position, case when p.role = 'list_item' then '• ' else '' end || p.text
        from revision as r
        join corpus.paragraph as p on p.revision_id = r.revision_id
    )

    select string_agg(b.body, E'\n\n' order by b.place, b.section, b.line) as article_text
    from blocks as b;
$$;

comment on function news.article_text(bigint) is
'The current text of an article in readable form: title, facts, summary, sections';
