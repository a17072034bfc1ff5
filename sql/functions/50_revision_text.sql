-- All text of a revision that can be searched, a line per piece, in reading order: title, facts, summary,
-- headings and paragraphs, captions, byline, dateline and source. Parameters: revision_id.
create function news.revision_text(revision_id bigint) returns text
language sql stable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select string_agg(l.text, E'\n' order by l.place, l.position, l.line)
    from (
        select
            1 as place,
            0 as position,
            0 as line,
            r.title as text
        from corpus.revision as r
        where r.revision_id = revision_text.revision_id
        union all
        select
            2 as place,
            f.position,
            0 as line,
            f.text
        from corpus.fact as f
        where f.revision_id = revision_text.revision_id
        union all
        select
            3 as place,
            s.position,
            0 as line,
            s.text
        from corpus.summary as s
        where s.revision_id = revision_text.revision_id
        union all
        select
            4 as place,
            s.position,
            -1 as line,
            s.heading as text
        from corpus.section as s
        where s.revision_id = revision_text.revision_id
        union all
        select
            4 as place,
            p.section_position as position,
            p.position as line,
            p.text
        from corpus.paragraph as p
        where p.revision_id = revision_text.revision_id
        union all
        select
            5 as place,
            c.position,
            0 as line,
            c.text
        from corpus.caption as c
        where c.revision_id = revision_text.revision_id
        union all
        select
            6 as place,
            e.position,
            0 as line,
            e.text
        from corpus.extra as e
        where e.revision_id = revision_text.revision_id and e.role in ('byline', 'dateline', 'source')
    ) as l
    where l.text is not null;
$$;

comment on function news.revision_text(bigint) is 'All searchable text of a revision, one line per piece';
