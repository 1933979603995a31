package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	kjson "sigs.k8s.io/json"
)

var levels = []api.Level{api.LevelBaseline, api.LevelRestricted}

// controls are ids of controls by version and level.
type controls map[string]map[api.Level][]policy.CheckID

type manifest struct {
	Metadata metav1.ObjectMeta `json:"metadata"`
	Spec     corev1.PodSpec    `json:"spec"`
}

type podControls struct {
	// Rejected says why it is no pod; nothing is judged then.
	Rejected string   `json:"rejected,omitempty"`
	Failed   controls `json:"failed,omitempty"`
}

// judgeControls writes which controls there are, then, for one pod a line, which of them it fails.
func judgeControls(input io.Reader, output io.Writer, names []string) error {
	judge, err := newControlJudge(names)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(output)
	encoder := json.NewEncoder(buffered)
	if err := encoder.Encode(judge.controls(&manifest{}, false)); err != nil {
		return err
	}
	reader := bufio.NewReader(input)
	for {
		line, err := reader.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := encoder.Encode(judge.pod(line)); err != nil {
				return err
			}
		}
		if err != nil {
			return buffered.Flush()
		}
	}
}

type controlJudge struct {
	evaluator policy.Evaluator
	versions  map[string]api.Version
}

func newControlJudge(names []string) (*controlJudge, error) {
	evaluator, err := policy.NewEvaluator(namedChecks(), nil)
	if err != nil {
		return nil, err
	}
	versions := map[string]api.Version{}
	for _, name := range names {
		if versions[name], err = api.ParseVersion(name); err != nil {
			return nil, err
		}
	}
	return &controlJudge{evaluator, versions}, nil
}

// namedChecks are those of the library whose results say which check they come from.
func namedChecks() []policy.Check {
	checks := policy.DefaultChecks()
	for _, check := range checks {
		for i, versioned := range check.Versions {
			check.Versions[i].CheckPod = func(metadata *metav1.ObjectMeta, spec *corev1.PodSpec) policy.CheckResult {
				return policy.CheckResult{
					Allowed:         versioned.CheckPod(metadata, spec).Allowed,
					ForbiddenReason: string(check.ID),
				}
			}
		}
	}
	return checks
}

func (judge *controlJudge) pod(line []byte) podControls {
	var next manifest
	// As the API server reads what clients send.
	if err := kjson.UnmarshalCaseSensitivePreserveInts(line, &next); err != nil {
		return podControls{Rejected: err.Error()}
	}
	setDefaults(&next.Spec)
	return podControls{Failed: judge.controls(&next, true)}
}

// controls are those that a pod fails, or all that there are.
func (judge *controlJudge) controls(pod *manifest, failedOnly bool) controls {
	found := controls{}
	for name, version := range judge.versions {
		found[name] = map[api.Level][]policy.CheckID{}
		for _, level := range levels {
			ids := []policy.CheckID{}
			of := api.LevelVersion{Level: level, Version: version}
			for _, result := range judge.evaluator.EvaluatePod(of, &pod.Metadata, &pod.Spec) {
				if !failedOnly || !result.Allowed {
					ids = append(ids, policy.CheckID(result.ForbiddenReason))
				}
			}
			found[name][level] = ids
		}
	}
	return found
}

// setDefaults writes what the API server writes before it asks, where a control looks at it: a volume of no kind is an
// emptyDir. Host ports of pods in the network of their node are left out: such a pod is refused anyway.
func setDefaults(spec *corev1.PodSpec) {
	for i := range spec.Volumes {
		if spec.Volumes[i].VolumeSource == (corev1.VolumeSource{}) {
			spec.Volumes[i].EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
}
