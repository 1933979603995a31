// Says what the Prometheus operator makes of objects: JSON in, the answer out.
package main

import (
	"fmt"
	"io"
	"os"
)

var questions = map[string]func(io.Reader) ([]byte, error){
	"routing":       routing,
	"configuration": configuration,
}

func main() {
	if len(os.Args) != 2 || questions[os.Args[1]] == nil {
		fail(fmt.Errorf("usage: %s routing|configuration", os.Args[0]))
	}
	answer, err := questions[os.Args[1]](os.Stdin)
	if err != nil {
		fail(err)
	}
	os.Stdout.Write(answer)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
