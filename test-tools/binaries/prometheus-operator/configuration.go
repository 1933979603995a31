package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sort"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	"github.com/prometheus-operator/prometheus-operator/pkg/client/versioned/fake"
	"github.com/prometheus-operator/prometheus-operator/pkg/informers"
	"github.com/prometheus-operator/prometheus-operator/pkg/k8s"
	"github.com/prometheus-operator/prometheus-operator/pkg/namespacelabeler"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	"github.com/prometheus-operator/prometheus-operator/pkg/prometheus"
	client "github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/prometheus/promql/parser"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/informers/core/v1"
	core "k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/yaml"
)

type configurationQuestion struct {
	Prometheus json.RawMessage   `json:"prometheus"`
	Objects    []json.RawMessage `json:"objects"`
}

type configurationAnswer struct {
	// The file that Prometheus is given.
	Configuration string `json:"configuration"`
	// Rule files by name.
	Rules map[string]string `json:"rules"`
	// Each as kind, namespace and name.
	Selected []string `json:"selected"`
	// Selected, and not taken.
	Rejected []string `json:"rejected"`
}

// What is there, by kind.
type world struct {
	monitors   map[string][]runtime.Object
	core       []runtime.Object
	namespaces cache.SharedIndexInformer
}

// Makes of each Prometheus, and of all that it selects, its configuration and its rule files.
func configuration(input io.Reader) ([]byte, error) {
	var all []configurationQuestion
	if err := json.NewDecoder(input).Decode(&all); err != nil {
		return nil, err
	}
	answers := []*configurationAnswer{}
	for _, asked := range all {
		prom := &monitoringv1.Prometheus{}
		if err := yaml.UnmarshalStrict(asked.Prometheus, prom); err != nil {
			return nil, err
		}
		there, err := worldOf(asked.Objects)
		if err != nil {
			return nil, err
		}
		answer, err := answerFor(prom, there)
		if err != nil {
			return nil, err
		}
		answers = append(answers, answer)
	}
	return json.Marshal(answers)
}

func worldOf(objects []json.RawMessage) (*world, error) {
	there := &world{monitors: map[string][]runtime.Object{}}
	for _, text := range objects {
		var meta metav1.TypeMeta
		if err := json.Unmarshal(text, &meta); err != nil {
			return nil, err
		}
		object := objectOf(meta.Kind)
		if object == nil {
			continue
		}
		if err := yaml.UnmarshalStrict(text, object); err != nil {
			return nil, fmt.Errorf("%s: %w", meta.Kind, err)
		}
		if secret, is := object.(*corev1.Secret); is {
			stored(secret)
		}
		switch meta.Kind {
		case "Namespace", "ConfigMap", "Secret":
			there.core = append(there.core, object)
		default:
			there.monitors[meta.Kind] = append(there.monitors[meta.Kind], object)
		}
	}
	there.namespaces = v1.NewNamespaceInformer(core.NewClientset(), 0, cache.Indexers{})
	for _, object := range there.core {
		if namespace, is := object.(*corev1.Namespace); is {
			if err := there.namespaces.GetStore().Add(namespace); err != nil {
				return nil, err
			}
		}
	}
	return there, nil
}

// As the API server keeps it.
func stored(secret *corev1.Secret) {
	if secret.Data == nil {
		secret.Data = map[string][]byte{}
	}
	for key, text := range secret.StringData {
		secret.Data[key] = []byte(text)
	}
}

func objectOf(kind string) runtime.Object {
	switch kind {
	case "ServiceMonitor":
		return &monitoringv1.ServiceMonitor{}
	case "PodMonitor":
		return &monitoringv1.PodMonitor{}
	case "Probe":
		return &monitoringv1.Probe{}
	case "ScrapeConfig":
		return &v1alpha1.ScrapeConfig{}
	case "PrometheusRule":
		return &monitoringv1.PrometheusRule{}
	case "Namespace":
		return &corev1.Namespace{}
	case "ConfigMap":
		return &corev1.ConfigMap{}
	case "Secret":
		return &corev1.Secret{}
	}
	return nil
}

// All of a kind in a namespace that have the labels.
func (there *world) list(kind string) prometheus.ListAllByNamespaceFn {
	return func(namespace string, selector labels.Selector, add cache.AppendFunc) error {
		for _, object := range there.monitors[kind] {
			meta := object.(metav1.Object)
			if meta.GetNamespace() == namespace && selector.Matches(labels.Set(meta.GetLabels())) {
				add(object)
			}
		}
		return nil
	}
}

func answerFor(prom *monitoringv1.Prometheus, there *world) (*configurationAnswer, error) {
	ctx := context.Background()
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	clients := core.NewClientset(there.core...).CoreV1()
	store := assets.NewStoreBuilder(clients, clients)
	recorder := operator.NewFakeRecorder(1000, prom)
	selector, err := prometheus.NewResourceSelector(
		log, prom, store, there.namespaces, operator.NewMetrics(client.NewRegistry()), recorder,
	)
	if err != nil {
		return nil, err
	}
	services, err := selector.SelectServiceMonitors(ctx, there.list("ServiceMonitor"))
	if err != nil {
		return nil, err
	}
	pods, err := selector.SelectPodMonitors(ctx, there.list("PodMonitor"))
	if err != nil {
		return nil, err
	}
	probes, err := selector.SelectProbes(ctx, there.list("Probe"))
	if err != nil {
		return nil, err
	}
	configs, err := selector.SelectScrapeConfigs(ctx, there.list("ScrapeConfig"))
	if err != nil {
		return nil, err
	}
	rules, err := rulesFor(prom, there, recorder, log)
	if err != nil {
		return nil, err
	}
	answer := &configurationAnswer{Rules: rules.RuleFiles(), Selected: []string{}, Rejected: []string{}}
	note(answer, "ServiceMonitor", services)
	note(answer, "PodMonitor", pods)
	note(answer, "Probe", probes)
	note(answer, "ScrapeConfig", configs)
	note(answer, "PrometheusRule", rules.Selected())
	sort.Strings(answer.Selected)
	sort.Strings(answer.Rejected)
	if err := prometheus.AddScrapeClassesToStore(ctx, store, prom.Namespace, prom.Spec.ScrapeClasses); err != nil {
		return nil, err
	}
	// Every cluster that we write for has them.
	generator, err := prometheus.NewConfigGenerator(log, prom, prometheus.WithEndpointSliceSupport())
	if err != nil {
		return nil, err
	}
	additional, err := k8s.LoadSecretRef(ctx, log, clients.Secrets(prom.Namespace), prom.Spec.AdditionalScrapeConfigs)
	if err != nil {
		return nil, err
	}
	text, err := generator.GenerateServerConfiguration(
		prom, services.ValidResources(), pods.ValidResources(), probes.ValidResources(), configs.ValidResources(), store,
		additional, nil, nil, []string{"rules"},
	)
	if err != nil {
		return nil, err
	}
	answer.Configuration = string(text)
	return answer, nil
}

func note[T operator.ConfigurationResource](
	answer *configurationAnswer, kind string, found operator.TypedResourcesSelection[T],
) {
	valid := found.ValidResources()
	for key := range found {
		if object, is := valid[key]; is {
			meta := any(object).(metav1.Object)
			answer.Selected = append(answer.Selected, kind+" "+meta.GetNamespace()+"/"+meta.GetName())
		} else {
			answer.Rejected = append(answer.Rejected, kind+" "+key)
		}
	}
}

func rulesFor(
	prom *monitoringv1.Prometheus, there *world, recorder *operator.EventRecorder, log *slog.Logger,
) (*operator.PrometheusRuleSelection, error) {
	namespaces, err := operator.SelectNamespacesFromCache(prom, prom.Spec.RuleNamespaceSelector, there.namespaces)
	if err != nil {
		return nil, err
	}
	everywhere := map[string]struct{}{metav1.NamespaceAll: {}}
	factories := informers.NewMonitoringInformerFactories(
		everywhere, nil, fake.NewSimpleClientset(there.monitors["PrometheusRule"]...), 0, nil,
	)
	resource := monitoringv1.SchemeGroupVersion.WithResource(monitoringv1.PrometheusRuleName)
	found, err := informers.NewInformersForResource(factories, resource)
	if err != nil {
		return nil, err
	}
	stop := make(chan struct{})
	defer close(stop)
	go found.Start(stop)
	for _, informer := range found.GetInformers() {
		if !cache.WaitForCacheSync(stop, informer.Informer().HasSynced) {
			return nil, fmt.Errorf("the rules cannot be listed")
		}
	}
	selector, err := operator.NewPrometheusRuleSelector(
		operator.PrometheusFormat, prom.Spec.Version, prom.Spec.RuleSelector, namespacelabeler.New("", nil, true), found,
		recorder, log, parser.Options{},
	)
	if err != nil {
		return nil, err
	}
	selection, err := selector.Select(namespaces)
	return &selection, err
}
