-- Paragraphs that belong to no section. One row per paragraph.
select
    p.revision_id,
    p.position,
    p.section_position
from corpus.paragraph as p
left join corpus.section as s on s.revision_id = p.revision_id and s.position = p.section_position
where s.revision_id is null;
