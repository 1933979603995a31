// Says what the controller of Argo Rollouts makes of an AnalysisTemplate: each metric is asked and judged once.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/sirupsen/logrus"
	"k8s.io/utils/ptr"

	"github.com/argoproj/argo-rollouts/metricproviders/prometheus"
	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	analysisutil "github.com/argoproj/argo-rollouts/utils/analysis"
)

type question struct {
	Template v1alpha1.AnalysisTemplate `json:"template"`
	// What the Rollout fills in.
	Args map[string]string `json:"args"`
	// Where a Prometheus really is.
	Address string `json:"address"`
}

type answer struct {
	Metric  string `json:"metric"`
	Phase   string `json:"phase"`
	Value   string `json:"value"`
	Message string `json:"message"`
}

func main() {
	logrus.SetOutput(os.Stderr)
	var asked question
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	check(decoder.Decode(&asked))
	check(analysisutil.ValidateMetrics(asked.Template.Spec.Metrics))
	args := []v1alpha1.Argument{}
	for name, value := range asked.Args {
		args = append(args, v1alpha1.Argument{Name: name, Value: ptr.To(value)})
	}
	args, err := analysisutil.MergeArgs(args, asked.Template.Spec.Args)
	check(err)
	answers := []answer{}
	for _, metric := range asked.Template.Spec.Metrics {
		answers = append(answers, measured(metric, args, asked.Address))
	}
	check(json.NewEncoder(os.Stdout).Encode(answers))
}

func measured(metric v1alpha1.Metric, args []v1alpha1.Argument, address string) answer {
	resolved, err := analysisutil.ResolveMetricArgs(metric, args)
	check(err)
	resolved.Provider.Prometheus.Address = address
	api, err := prometheus.NewPrometheusAPI(*resolved)
	check(err)
	provider, err := prometheus.NewPrometheusProvider(api, *logrus.NewEntry(logrus.StandardLogger()), *resolved)
	check(err)
	made := provider.Run(&v1alpha1.AnalysisRun{}, *resolved)
	return answer{Metric: metric.Name, Phase: string(made.Phase), Value: made.Value, Message: made.Message}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
