module argo-rollouts

go 1.26.8

require github.com/argoproj/argo-rollouts v1.10.1
