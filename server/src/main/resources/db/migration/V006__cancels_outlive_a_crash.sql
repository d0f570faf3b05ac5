-- A cancel that came before its invitation was told that it is remembered for a minute: through a crash of PostgreSQL too.
ALTER TABLE early_cancels SET LOGGED;
