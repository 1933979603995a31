-- Tables of extensions: creating the extension fills them too, so that their rows say nothing about the restore.
SELECT split_part(replace(format('%I.%I', n.nspname, c.relname), E'\n', ' '), ' (', 1)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
WHERE c.relkind = 'r';
