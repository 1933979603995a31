// Says what Velero makes of objects: a list of questions comes in, and a list of answers goes out.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	cron "github.com/netresearch/go-cron"
	"github.com/sirupsen/logrus"
	"github.com/spf13/pflag"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/yaml"

	"github.com/vmware-tanzu/velero/internal/resourcemodifiers"
	"github.com/vmware-tanzu/velero/internal/resourcepolicies"
	velerov1 "github.com/vmware-tanzu/velero/pkg/apis/velero/v1"
	"github.com/vmware-tanzu/velero/pkg/cmd/server/config"
	"github.com/vmware-tanzu/velero/pkg/types"
	"github.com/vmware-tanzu/velero/pkg/util/collections"
)

type question struct {
	// One of arguments, node-agent, maintenance, schedule, location, restore, policies and modifiers.
	Kind   string          `json:"kind"`
	Object json.RawMessage `json:"object"`
	// What policies decide about.
	Volume *corev1.PersistentVolume `json:"volume"`
	// What modifiers change, and what its kind is called.
	Changed       map[string]any `json:"changed"`
	GroupResource string         `json:"groupResource"`
}

type answer struct {
	// Empty where Velero has nothing against it.
	Problem string         `json:"problem"`
	Action  string         `json:"action,omitempty"`
	Changed map[string]any `json:"changed,omitempty"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run() error {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	var questions []question
	if err := json.Unmarshal(input, &questions); err != nil {
		return err
	}
	answers := make([]answer, len(questions))
	for index, asked := range questions {
		if err := asked.answer(&answers[index]); err != nil {
			answers[index].Problem = err.Error()
		}
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}

func (asked question) answer(given *answer) error {
	switch asked.Kind {
	case "schedule":
		return judgeSchedule(asked.Object)
	case "location":
		location := &velerov1.BackupStorageLocation{}
		if err := yaml.UnmarshalStrict(asked.Object, location); err != nil {
			return err
		}
		return location.Validate()
	case "restore":
		return judgeRestore(asked.Object)
	case "arguments":
		return judgeArguments(asked.Object)
	case "node-agent":
		return judgeSettings(asked.Object, &types.NodeAgentConfigs{})
	case "maintenance":
		return judgeSettings(asked.Object, &types.JobConfigs{})
	case "policies":
		return asked.judgePolicies(given)
	case "modifiers":
		return asked.judgeModifiers(given)
	}
	return fmt.Errorf("nobody knows how to judge %s", asked.Kind)
}

// The flags of the server.
func judgeArguments(object []byte) error {
	var arguments []string
	if err := json.Unmarshal(object, &arguments); err != nil {
		return err
	}
	flags := pflag.NewFlagSet("server", pflag.ContinueOnError)
	config.GetDefaultConfig().BindFlags(flags)
	return flags.Parse(arguments)
}

func judgeSettings(object []byte, settings any) error {
	decoder := json.NewDecoder(bytes.NewReader(object))
	decoder.DisallowUnknownFields()
	return decoder.Decode(settings)
}

func judgeSchedule(object []byte) error {
	schedule := &velerov1.Schedule{}
	if err := yaml.UnmarshalStrict(object, schedule); err != nil {
		return err
	}
	if _, err := cron.ParseStandard(schedule.Spec.Schedule); err != nil {
		return err
	}
	spec := schedule.Spec.Template
	problems := collections.ValidateNamespaceIncludesExcludes(spec.IncludedNamespaces, spec.ExcludedNamespaces)
	if collections.UseOldResourceFilters(spec) {
		problems = append(problems, collections.ValidateIncludesExcludes(spec.IncludedResources, spec.ExcludedResources)...)
	} else {
		problems = append(problems, collections.ValidateScopedIncludesExcludes(
			spec.IncludedClusterScopedResources, spec.ExcludedClusterScopedResources)...)
		problems = append(problems, collections.ValidateScopedIncludesExcludes(
			spec.IncludedNamespaceScopedResources, spec.ExcludedNamespaceScopedResources)...)
	}
	return errors.Join(problems...)
}

func judgeRestore(object []byte) error {
	restore := &velerov1.Restore{}
	if err := yaml.UnmarshalStrict(object, restore); err != nil {
		return err
	}
	spec := restore.Spec
	problems := collections.ValidateIncludesExcludes(spec.IncludedResources, spec.ExcludedResources)
	problems = append(problems, collections.ValidateNamespaceIncludesExcludes(
		spec.IncludedNamespaces, spec.ExcludedNamespaces)...)
	if (spec.BackupName == "") == (spec.ScheduleName == "") {
		problems = append(problems, errors.New("one of backupName and scheduleName must be there"))
	}
	return errors.Join(problems...)
}

func (asked question) judgePolicies(given *answer) error {
	configMap := &corev1.ConfigMap{}
	if err := yaml.UnmarshalStrict(asked.Object, configMap); err != nil {
		return err
	}
	policies, err := resourcepolicies.PoliciesOf(configMap)
	if err != nil {
		return err
	}
	if err := policies.Validate(); err != nil || asked.Volume == nil {
		return err
	}
	action, err := policies.GetMatchAction(resourcepolicies.VolumeFilterData{PersistentVolume: asked.Volume})
	if err != nil || action == nil {
		return err
	}
	given.Action = string(action.Type)
	return nil
}

func (asked question) judgeModifiers(given *answer) error {
	configMap := &corev1.ConfigMap{}
	if err := yaml.UnmarshalStrict(asked.Object, configMap); err != nil {
		return err
	}
	modifiers, err := resourcemodifiers.GetResourceModifiersFromConfig(configMap)
	if err != nil {
		return err
	}
	if err := modifiers.Validate(); err != nil || asked.Changed == nil {
		return err
	}
	object := &unstructured.Unstructured{Object: asked.Changed}
	log := logrus.New()
	log.SetOutput(io.Discard)
	problems := modifiers.ApplyResourceModifierRules(object, asked.GroupResource, scheme.Scheme, log)
	given.Changed = object.Object
	return errors.Join(problems...)
}
