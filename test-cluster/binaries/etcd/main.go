// Command etcd is etcd's server, which ends with the process that started it.
package main

import (
	"os"

	"cdk8s-preflight/parent"
	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() {
	parent.EndWith()
	etcdmain.Main(os.Args)
}
