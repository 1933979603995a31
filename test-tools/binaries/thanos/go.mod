module thanos

go 1.26.8

require github.com/thanos-io/thanos v0.42.4
