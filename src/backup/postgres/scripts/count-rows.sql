-- Counts the rows of every table that a dump has data of, as count-rows.awk does for the dump.
SELECT format(
  'SELECT count(*) || E''\t'' || %L FROM ONLY %I.%I',
  split_part(replace(format('%I.%I', n.nspname, c.relname), E'\n', ' '), ' (', 1), n.nspname, c.relname
)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
ORDER BY c.oid
\gexec
