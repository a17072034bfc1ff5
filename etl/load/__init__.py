"""Write articles, outcomes and runs to the tables; replace, forget and restore articles."""
