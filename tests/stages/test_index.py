"""The index takes every article that is not in it, however many there are, and says how many it took."""

from saving import article, record, save_all, start_run
from sqlalchemy import Engine, text

from etl.ask.search import search
from etl.stages.index import ARTICLES_AT_ONCE, index_text

COUNT = text("select count(distinct article_id) from corpus.article_search")


def test_all_that_is_not_indexed_is_indexed_and_counted_once(database: Engine) -> None:
    most = 2 * ARTICLES_AT_ONCE + 1
    run_id, (file, *_) = start_run(database)
    articles = [article(f"Word{n} of it", canonical_url=f"https://n.example/{n}") for n in range(most)]
    save_all(database, run_id, [[record(file, n, each) for n, each in enumerate(articles)]])

    assert index_text(database) == most
    assert index_text(database) == 0
    with database.connect() as connection:
        assert connection.execute(COUNT).scalar() == most
    assert len(search(database, f"word{most - 1}").rows) == 1
