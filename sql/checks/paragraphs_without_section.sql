-- Paragraphs that belong to no section. One row per paragraph.
select
    p.revision_id,
    p.position,
    p.section_position
from corpus.paragraph as p
left join corpus.section as s on p.revision_id = s.revision_id and p.section_position = s.position
where s.revision_id is null;
