// Where the sources are; what they are built from stands in v<minor>.mod, by -modfile.
module api-server

go 1.22.0
