-- Part 1, 2 ... of a text, at most 4,000 characters; neighbours share at least 50. No part begins or ends
-- within a word of up to 24 characters. NULL after the last. Parameters: whole, part.
create function news.text_part(whole text, part bigint) returns text
language sql immutable parallel safe
return case
    when part = 1 and length(whole) <= 4000 then whole
    when part > 1 and length(whole) <= (part - 1) * 3900 + 100 then null
    else regexp_replace(
        regexp_replace(
            substr(whole, ((part - 1) * 3900 + 1)::int, 4000),
            case when length(whole) > (part - 1) * 3900 + 4000 then '[[:space:]][^[:space:]]{1,24}$' else '$' end, ''
        ),
        case when part > 1 then '^[^[:space:]]{1,23}[[:space:]]' else '^' end, ''
    )
end;

comment on function news.text_part(text, bigint) is
'Part 1, 2 ... of a text, at most 4,000 characters each; neighbours overlap';
