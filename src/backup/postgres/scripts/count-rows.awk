# Prints the number of rows and the name of each table whose data the SQL of pg_restore holds.
copying && $0 == "\\." { print rows "\t" table; copying = 0; next }
copying { rows++; next }
/^COPY / {
  statement = $0
  # A name may hold line breaks.
  while (statement !~ / FROM stdin;$/ && (getline line) > 0) statement = statement " " line
  table = substr(statement, 6)
  # Up to the list of columns, and no further than the first such sign in the name itself.
  sub(/ \(.*/, "", table)
  copying = 1
  rows = 0
}
