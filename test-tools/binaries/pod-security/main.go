// Command pod-security judges pods by the Pod Security Standards, as the admission plugin of an API server does.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type pod struct {
	Level    string            `json:"level"`
	Version  string            `json:"version"`
	Metadata metav1.ObjectMeta `json:"metadata"`
	Spec     corev1.PodSpec    `json:"spec"`
}

type verdict struct {
	Allowed bool   `json:"allowed"`
	Reason  string `json:"reason"`
}

// Without arguments it says whether each pod is let in; with `controls` and versions, which controls each one fails.
func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pod-security:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "controls" {
		return judgeControls(os.Stdin, os.Stdout, args[1:])
	}
	return judge(os.Stdin, os.Stdout)
}

// judge reads one pod after the other and writes one verdict a line.
func judge(input io.Reader, output io.Writer) error {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	// A field that is not understood is not judged either.
	decoder := json.NewDecoder(bufio.NewReader(input))
	decoder.DisallowUnknownFields()
	encoder := json.NewEncoder(output)
	for {
		var next pod
		if err := decoder.Decode(&next); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		level, err := levelOf(next)
		if err != nil {
			return err
		}
		result := policy.AggregateCheckResults(evaluator.EvaluatePod(level, &next.Metadata, &next.Spec))
		if err := encoder.Encode(verdict{result.Allowed, result.ForbiddenDetail()}); err != nil {
			return err
		}
	}
}

func levelOf(next pod) (api.LevelVersion, error) {
	level, err := api.ParseLevel(next.Level)
	if err != nil {
		return api.LevelVersion{}, err
	}
	version, err := api.ParseVersion(next.Version)
	return api.LevelVersion{Level: level, Version: version}, err
}
