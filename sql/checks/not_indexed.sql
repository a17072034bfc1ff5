-- Whether search misses articles. One row if it does.
select u.unindexed_count
from (select corpus.unindexed_count() as unindexed_count) as u
where u.unindexed_count > 0;
