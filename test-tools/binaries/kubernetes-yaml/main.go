// Reads YAML documents as the API server does: one JSON string a line in, one answer a line out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

type answer struct {
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16*1024*1024)
	for lines.Scan() {
		var text string
		if err := json.Unmarshal(lines.Bytes(), &text); err != nil {
			fail(err)
		}
		read, err := yaml.YAMLToJSONStrict([]byte(text))
		result := answer{Value: read}
		if err != nil {
			result = answer{Error: err.Error()}
		}
		line, err := json.Marshal(result)
		if err != nil {
			fail(err)
		}
		fmt.Println(string(line))
	}
	if err := lines.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}
