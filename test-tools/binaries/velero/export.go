package resourcepolicies

import corev1 "k8s.io/api/core/v1"

// PoliciesOf reads a ConfigMap as the server does before each backup.
func PoliciesOf(configMap *corev1.ConfigMap) (*Policies, error) {
	return getResourcePoliciesFromConfig(configMap)
}
