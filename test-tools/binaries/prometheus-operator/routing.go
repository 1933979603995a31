package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"os"

	"github.com/blang/semver/v4"
	"github.com/prometheus-operator/prometheus-operator/pkg/alertmanager"
	validation "github.com/prometheus-operator/prometheus-operator/pkg/alertmanager/validation/v1alpha1"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// The configuration that an Alertmanager without one of its own has.
const base = "route: {receiver: \"null\"}\nreceivers: [{name: \"null\"}]\n"

type routingQuestion struct {
	Config json.RawMessage `json:"config"`
	// The type of the Alertmanager's alertmanagerConfigMatcherStrategy.
	Strategy string `json:"strategy"`
	Version  string `json:"version"`
	// By the name of the Secret, then by key.
	Secrets map[string]map[string][]byte `json:"secrets"`
}

// Makes of an AlertmanagerConfig the file that Alertmanager is given.
func routing(input io.Reader) ([]byte, error) {
	var asked routingQuestion
	if err := json.NewDecoder(input).Decode(&asked); err != nil {
		return nil, err
	}
	var config v1alpha1.AlertmanagerConfig
	if err := json.Unmarshal(asked.Config, &config); err != nil {
		return nil, err
	}
	if err := validation.ValidateAlertmanagerConfig(&config); err != nil {
		return nil, err
	}
	version, err := semver.Parse(asked.Version)
	if err != nil {
		return nil, err
	}
	var secrets []any
	for name, data := range asked.Secrets {
		meta := metav1.ObjectMeta{Name: name, Namespace: config.Namespace}
		secrets = append(secrets, &corev1.Secret{ObjectMeta: meta, Data: data})
	}
	main := &monitoringv1.Alertmanager{ObjectMeta: metav1.ObjectMeta{Name: "main", Namespace: config.Namespace}}
	main.Spec.AlertmanagerConfigMatcherStrategy.Type = monitoringv1.AlertmanagerConfigMatcherStrategyType(asked.Strategy)
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	builder := alertmanager.NewConfigBuilder(log, version, assets.NewTestStoreBuilder(secrets...), main)
	if err := builder.InitializeFromRawConfiguration([]byte(base)); err != nil {
		return nil, err
	}
	configs := map[string]*v1alpha1.AlertmanagerConfig{config.Namespace + "/" + config.Name: &config}
	if err := builder.AddAlertmanagerConfigs(context.Background(), configs); err != nil {
		return nil, err
	}
	return builder.MarshalJSON()
}
