// Where the sources are; what they are built from stands in v<minor>.mod, by -modfile.
module control-plane

go 1.22.0
