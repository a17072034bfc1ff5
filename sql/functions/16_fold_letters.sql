-- Letters and digits of one meaning in one form: ё, ß, ligatures, Greek accents and final sigma,
-- nukta, digits of all scripts. Parameters: folded (NFKC, lower case).
create function news.fold_letters(folded text) returns text
language plpgsql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    result text := folded;
begin
    if result ~ '[ßœæǆ-ǌёѐѝ]' then
        result := replace(replace(replace(result, 'ß', 'ss'), 'œ', 'oe'), 'æ', 'ae');
        result := translate(result, 'ёѐѝ', 'ееи');
    end if;
    if result ~ '[\u0370-\u03ff]' then
        result := translate(result, 'άέήίόύώϊϋΐΰς', 'αεηιουωιυιυσ');
    end if;
    if result ~ '[\u0900-\u1049\u17e0-\u17e9]' then
        result := replace(result, U&'\093c', '');
        result := translate(
            result,
            '०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯୦୧୨୩୪୫୬୭୮୯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯'
            || '೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉០១២៣៤៥៦៧៨៩',
            repeat('0123456789', 14)
        );
    end if;
    return result;
end;
$$;

comment on function news.fold_letters(text) is
'Maps letters and digits with the same meaning to one form; part of fold_text';
