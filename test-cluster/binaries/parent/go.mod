module cdk8s-preflight/parent

go 1.22.0
