-- The first bytes of a unit as text: decoded from UTF-8, without a last character that is cut off; if they are not
-- UTF-8, as encode(head, 'escape') writes them. Parameters: head (200 bytes, unless the unit is shorter).
create function news.head_text(head bytea) returns text
language plpgsql immutable strict
set search_path = pg_catalog, pg_temp
as $$
begin
    for cut in 0 .. case when length(head) = 200 then 3 else 0 end loop
        begin
            return convert_from(substr(head, 1, length(head) - cut), 'UTF8');
        exception
            when character_not_in_repertoire then null;  -- one byte less may be whole characters
        end;
    end loop;
    return encode(head, 'escape');
end;
$$;

comment on function news.head_text(bytea) is 'The first bytes of a unit as text; part of the view rejections';
