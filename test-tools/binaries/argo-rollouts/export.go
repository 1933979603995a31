package analysis

import "github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"

// AssessMetricStatus says what the controller makes of what was measured so far.
func AssessMetricStatus(metric v1alpha1.Metric, result v1alpha1.MetricResult) v1alpha1.AnalysisPhase {
	return assessMetricStatus(metric, result, false)
}
