"""Write articles, outcomes and runs into the tables; read again, forget, restore."""
