// Says what the controller of Argo Rollouts makes of an AnalysisTemplate: each metric is asked and judged once, or it is
// told what each measurement comes to.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/sirupsen/logrus"
	"k8s.io/utils/ptr"

	"github.com/argoproj/argo-rollouts/analysis"
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
	// What the measurements come to, one after the other and then from the first one again; nobody is asked.
	Phases []v1alpha1.AnalysisPhase `json:"phases"`
}

// More than any metric takes that comes to an end.
const most = 1000

type answer struct {
	Metric  string `json:"metric"`
	Phase   string `json:"phase"`
	Value   string `json:"value"`
	Message string `json:"message"`
}

func main() {
	logrus.SetOutput(os.Stderr)
	logrus.SetLevel(logrus.WarnLevel)
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
		if len(asked.Phases) > 0 {
			answers = append(answers, judged(metric, asked.Phases))
			continue
		}
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

// As the controller counts, until it comes to an end.
func judged(metric v1alpha1.Metric, phases []v1alpha1.AnalysisPhase) answer {
	result := v1alpha1.MetricResult{Name: metric.Name, Phase: v1alpha1.AnalysisPhaseRunning}
	phase := result.Phase
	for !phase.Completed() && result.Count < most {
		measured := phases[int(result.Count)%len(phases)]
		result.Measurements = append(result.Measurements, v1alpha1.Measurement{Phase: measured})
		result.Count++
		switch measured {
		case v1alpha1.AnalysisPhaseSuccessful:
			result.Successful++
		case v1alpha1.AnalysisPhaseFailed:
			result.Failed++
		case v1alpha1.AnalysisPhaseInconclusive:
			result.Inconclusive++
		default:
			log.Fatalf("no measurement comes to %q", measured)
		}
		phase = analysis.AssessMetricStatus(metric, result)
	}
	return answer{Metric: metric.Name, Phase: string(phase)}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
