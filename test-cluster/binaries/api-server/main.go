// A Kubernetes API server alone: what it takes and refuses needs no controller and no scheduler.
package main

import (
	"os"
	_ "time/tzdata"

	"cdk8s-preflight/parent"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
)

func main() {
	parent.EndWith()
	os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
}
