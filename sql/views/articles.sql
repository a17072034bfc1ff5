-- What is known of every article, from its current revision. One row per article.
create view news.articles as
select
    a.article_id,
    a.uid,
    r.revision_id,
    r.title,
    r.title_origin,
    o.name as source,
    r.source_name,
    r.language,
    r.language_confidence,
    r.language_declared,
    r.published_on,
    r.published_local,
    r.published_at,
    r.published_precision,
    r.published_evidence,
    r.modified_on,
    r.modified_local,
    r.modified_at,
    r.modified_precision,
    r.modified_evidence,
    array(
        select n.name from corpus.revision_author as w
        inner join corpus.author as n on w.author_id = n.author_id
        where w.revision_id = r.revision_id
        order by w.position
    ) as authors,
    r.byline,
    r.section,
    array(
        select coalesce(w.name, n.code) from corpus.revision_topic as w
        inner join corpus.topic as n on w.topic_id = n.topic_id
        where w.revision_id = r.revision_id
        order by w.position
    ) as topics,
    coalesce(r.canonical_url, (
        select u.url from corpus.article_url as u
        where u.article_id = a.article_id
        order by
            array_position(
                array['canonical', 'fetched', 'feed', 'og', 'json-ld', 'alternate', 'amp', 'redirect', 'twitter'],
                u.kind
            ),
            u.url
        limit 1
    )) as url,
    r.external_id,
    r.standfirst,
    r.description,
    r.completeness,
    r.paywalled,
    r.access_evidence,
    r.extraction_doubt,
    r.wire_credit,
    r.wire_agency,
    r.wire_evidence,
    r.ai_disclosure,
    r.corrections,
    r.fact_count,
    r.summary_count,
    r.section_count,
    r.paragraph_count,
    r.character_count,
    r.quality_issue_count,
    r.format,
    r.parser,
    a.first_seen_at,
    a.last_seen_at
from corpus.article as a
inner join corpus.revision as r on a.current_revision_id = r.revision_id
left join corpus.source as o on r.source_id = o.source_id;

comment on view news.articles is 'Articles: one flat row per article, in its current revision';
comment on column news.articles.article_id is 'Number of the article in this database';
comment on column news.articles.uid is 'Identifier of the article, the same in every database';
comment on column news.articles.revision_id is 'The current revision, to which the row belongs';
comment on column news.articles.title is 'Title; NULL if the document has none';
comment on column news.articles.title_origin is 'Where the title was found';
comment on column news.articles.source is
'Outlet: host without www; if there is no address, the name or wire code in the documents';
comment on column news.articles.source_name is 'Name of the outlet as the document gives it';
comment on column news.articles.language is 'Language of the text (BCP 47); NULL if it could not be determined';
comment on column news.articles.language_confidence is 'Probability that the language is right, 0 to 1';
comment on column news.articles.language_declared is 'Language that the document declares';
comment on column news.articles.published_on is 'Day of publication; NULL unless the day is known';
comment on column news.articles.published_local is
'Day and time of publication as given, without zone; NULL unless the time is known';
comment on column news.articles.published_at is 'Exact time of publication; NULL unless time and zone are known';
comment on column news.articles.published_precision is
'Precision of the date of publication: year, month, day, minute or second';
comment on column news.articles.published_evidence is 'Where the date of publication was found';
comment on column news.articles.modified_on is 'Day of the last change';
comment on column news.articles.modified_local is 'Day and time of the last change as given, without zone';
comment on column news.articles.modified_at is 'Exact time of the last change; NULL unless time and zone are known';
comment on column news.articles.modified_precision is
'Precision of the date of the last change: year, month, day, minute or second';
comment on column news.articles.modified_evidence is 'Where the date of the last change was found';
comment on column news.articles.authors is 'Names of the authors, in order; empty if there are none';
comment on column news.articles.byline is 'Byline as printed';
comment on column news.articles.section is 'Section of the outlet: Sport, Economy ...';
comment on column news.articles.topics is 'Keywords, categories and subjects that the publisher gave, in order';
comment on column news.articles.url is
'The canonical URL that the document gives; if it gives none, one of its other addresses';
comment on column news.articles.external_id is 'Id that the publisher or agency gave the article';
comment on column news.articles.standfirst is 'Visible subtitle; also a row of news.summaries';
comment on column news.articles.description is
'Description in the metadata of the page; readers of the page may not see it';
comment on column news.articles.completeness is 'full, paywalled or teaser';
comment on column news.articles.paywalled is
'Whether the publisher asks for payment; NULL if the document does not say';
comment on column news.articles.wire_credit is 'Credit of a news agency, as printed';
comment on column news.articles.wire_agency is 'The most common name of the credited agency';
comment on column news.articles.wire_evidence is
'Where the credit is: line, dateline, closing, byline, declared, or picture (only a caption has it)';
comment on column news.articles.access_evidence is 'What in the document says whether the publisher asks for payment';
comment on column news.articles.extraction_doubt is
'Probability that the main text of a web page is wrong: check pages with a high value first. NULL if not a web page';
comment on column news.articles.ai_disclosure is 'The publisher''s note about text made by AI';
comment on column news.articles.corrections is 'Corrections and editor''s notes';
comment on column news.articles.fact_count is 'Number of facts';
comment on column news.articles.summary_count is 'Number of summary paragraphs';
comment on column news.articles.section_count is 'Number of sections';
comment on column news.articles.paragraph_count is 'Number of paragraphs in all sections';
comment on column news.articles.character_count is 'Code points of title, facts, summary, headings and paragraphs';
comment on column news.articles.quality_issue_count is 'Number of quality issues: see news.quality_issues';
comment on column news.articles.format is 'Format of the document: text, html, json, feed ...';
comment on column news.articles.parser is 'Parser and its version';
comment on column news.articles.first_seen_at is
'Earliest time at which any record of the article was fetched or dated';
comment on column news.articles.last_seen_at is 'Latest time at which any record of the article was fetched or dated';
