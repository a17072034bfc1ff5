-- Aggregate: vectors one after the other as one vector.
create aggregate news.join_vectors (tsvector)(sfunc = tsvector_concat, stype = tsvector, initcond = '');

comment on aggregate news.join_vectors (tsvector) is 'Aggregate: concatenates vectors into one';
