module flagger

go 1.26.8

require github.com/fluxcd/flagger v1.44.0
