// Says what the controller of Flagger does with a Canary: what it makes of its target, and then of a new version,
// interval by interval, in a cluster whose pods are ready at once.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"

	flaggerv1 "github.com/fluxcd/flagger/pkg/apis/flagger/v1beta1"
	"github.com/fluxcd/flagger/pkg/canary"
	flaggerfake "github.com/fluxcd/flagger/pkg/client/clientset/versioned/fake"
	informers "github.com/fluxcd/flagger/pkg/client/informers/externalversions"
	"github.com/fluxcd/flagger/pkg/controller"
	"github.com/fluxcd/flagger/pkg/metrics/observers"
	"github.com/fluxcd/flagger/pkg/notifier"
	"github.com/fluxcd/flagger/pkg/router"
)

// An end that never comes is one of the things to find out.
const mostIntervals = 60

type question struct {
	// The Canary and what it needs: its target, autoscaler, MetricTemplates and configuration.
	Objects []json.RawMessage `json:"objects"`
	// What the new version runs; empty where it is the same.
	Image string `json:"image"`
	// Name of a Secret that has other values from then on.
	Renewed string `json:"renewed"`
	// Where a Prometheus really is.
	Address string `json:"address"`
	// Names of the webhooks that fail.
	Failing []string `json:"failing"`
	// As the flag of the controller has them.
	SelectorLabels []string `json:"selectorLabels"`
}

type interval struct {
	Phase string `json:"phase"`
	// Percent of the requests that the routes give to the new version.
	Weight int `json:"weight"`
	// Checks that have failed in a row of intervals.
	Failures int      `json:"failures"`
	Messages []string `json:"messages"`
	// Webhooks that were called.
	Called []string `json:"called"`
}

type answer struct {
	// Before there is a new version.
	Initialized []interval `json:"initialized"`
	Delivered   []interval `json:"delivered"`
	// What is there in the end.
	Objects []map[string]any `json:"objects"`
}

// What the controller works in.
type cluster struct {
	kube    *fake.Clientset
	flagger *flaggerfake.Clientset
	ctrl    *controller.Controller
	routers *router.Factory
	canary  *flaggerv1.Canary
	logs    *observer.ObservedLogs
	called  []string
}

func main() {
	var asked question
	check(strictly(json.NewDecoder(os.Stdin), &asked))
	made := newCluster(asked)
	answered := answer{Initialized: made.advanceUntil("Initialized"), Delivered: []interval{}}
	if last := answered.Initialized[len(answered.Initialized)-1]; last.Phase == "Initialized" {
		made.release(asked.Image, asked.Renewed)
		answered.Delivered = made.advanceUntil("Succeeded", "Failed")
	}
	answered.Objects = made.objects()
	check(json.NewEncoder(os.Stdout).Encode(answered))
}

func newCluster(asked question) *cluster {
	made := &cluster{}
	var kube []runtime.Object
	var templates []*flaggerv1.MetricTemplate
	for _, raw := range asked.Objects {
		switch object := typed(raw).(type) {
		case *flaggerv1.Canary:
			made.canary = object
		case *flaggerv1.MetricTemplate:
			object.Spec.Provider.Address = asked.Address
			templates = append(templates, object)
		default:
			kube = append(kube, object)
		}
	}
	made.answerWebhooks(asked.Failing)
	core, logs := observer.New(zapcore.InfoLevel)
	made.logs = logs
	made.kube = fake.NewSimpleClientset(kube...)
	made.flagger = flaggerfake.NewSimpleClientset(made.canary)
	made.start(zap.New(core).Sugar(), templates, asked.SelectorLabels)
	return made
}

// As the controller starts, but for what it watches: it is told once.
func (c *cluster) start(logger *zap.SugaredLogger, templates []*flaggerv1.MetricTemplate, labels []string) {
	flagger := informers.NewSharedInformerFactory(c.flagger, 0).Flagger().V1beta1()
	watched := controller.Informers{
		CanaryInformer: flagger.Canaries(),
		MetricInformer: flagger.MetricTemplates(),
		AlertInformer:  flagger.AlertProviders(),
	}
	for _, template := range templates {
		check(watched.MetricInformer.Informer().GetIndexer().Add(template))
	}
	tracker := &canary.ConfigTracker{Logger: logger, KubeClient: c.kube, FlaggerClient: c.flagger}
	targets := canary.NewFactory(c.kube, c.flagger, nil, tracker, labels, []string{""}, logger)
	c.routers = router.NewFactory(nil, c.kube, c.flagger, nil, "", "", logger, c.flagger, true)
	builtin, err := observers.NewFactory("http://127.0.0.1")
	check(err)
	c.ctrl = controller.NewController(c.kube, nil, c.flagger, watched, time.Second, logger, &notifier.NopNotifier{},
		targets, c.routers, builtin, "", "", "", "", false, nil)
}

// Answers instead of the tester, which is asked by the name of each webhook.
func (c *cluster) answerWebhooks(failing []string) {
	server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		name := path.Base(request.URL.Path)
		c.called = append(c.called, name)
		for _, one := range failing {
			if one == name {
				http.Error(writer, "it fails", http.StatusInternalServerError)
			}
		}
	}))
	for index, webhook := range c.canary.Spec.Analysis.Webhooks {
		c.canary.Spec.Analysis.Webhooks[index].URL = server.URL + "/" + webhook.Name
	}
}

func (c *cluster) advanceUntil(phases ...string) []interval {
	intervals := []interval{}
	for range mostIntervals {
		c.makeReady()
		c.called = []string{}
		c.ctrl.Advance(c.canary.Name, c.canary.Namespace)
		after := c.look()
		intervals = append(intervals, after)
		for _, phase := range phases {
			if after.Phase == phase {
				return intervals
			}
		}
	}
	return intervals
}

func (c *cluster) look() interval {
	now, err := c.flagger.FlaggerV1beta1().Canaries(c.canary.Namespace).Get(
		context.TODO(), c.canary.Name, metav1.GetOptions{})
	check(err)
	messages := []string{}
	for _, entry := range c.logs.TakeAll() {
		messages = append(messages, entry.Message)
	}
	// There is no route before it is made.
	_, weight, _, _ := c.routers.MeshRouter(now.Spec.Provider, "").GetRoutes(now)
	return interval{
		Phase:    string(now.Status.Phase),
		Weight:   weight,
		Failures: now.Status.FailedChecks,
		Messages: messages,
		Called:   c.called,
	}
}

// What the controllers of Kubernetes would do in time.
func (c *cluster) makeReady() {
	deployments := c.kube.AppsV1().Deployments(c.canary.Namespace)
	list, err := deployments.List(context.TODO(), metav1.ListOptions{})
	check(err)
	for _, deployment := range list.Items {
		if deployment.Spec.Replicas == nil {
			one := int32(1)
			deployment.Spec.Replicas = &one
		}
		pods := *deployment.Spec.Replicas
		deployment.Status = appsv1.DeploymentStatus{
			ObservedGeneration: deployment.Generation,
			Replicas:           pods, UpdatedReplicas: pods, ReadyReplicas: pods, AvailableReplicas: pods,
		}
		_, err := deployments.Update(context.TODO(), &deployment, metav1.UpdateOptions{})
		check(err)
	}
}

func (c *cluster) release(image, renewed string) {
	if image != "" {
		deployments := c.kube.AppsV1().Deployments(c.canary.Namespace)
		target, err := deployments.Get(context.TODO(), c.canary.Spec.TargetRef.Name, metav1.GetOptions{})
		check(err)
		target.Spec.Template.Spec.Containers[0].Image = image
		_, err = deployments.Update(context.TODO(), target, metav1.UpdateOptions{})
		check(err)
	}
	if renewed != "" {
		secrets := c.kube.CoreV1().Secrets(c.canary.Namespace)
		secret, err := secrets.Get(context.TODO(), renewed, metav1.GetOptions{})
		check(err)
		secret.Data = map[string][]byte{"renewed": []byte("yes")}
		_, err = secrets.Update(context.TODO(), secret, metav1.UpdateOptions{})
		check(err)
	}
}

// All that there is, as an API server would show it.
func (c *cluster) objects() []map[string]any {
	namespace, all, ctx := c.canary.Namespace, metav1.ListOptions{}, context.TODO()
	objects := []map[string]any{}
	add := func(apiVersion, kind string, list any, err error) {
		check(err)
		var content struct {
			Items []map[string]any `json:"items"`
		}
		text, err := json.Marshal(list)
		check(err)
		check(json.Unmarshal(text, &content))
		for _, item := range content.Items {
			item["apiVersion"], item["kind"] = apiVersion, kind
			delete(item, "status")
			withoutEmptyTimes(item)
			objects = append(objects, item)
		}
	}
	deployments, err := c.kube.AppsV1().Deployments(namespace).List(ctx, all)
	add("apps/v1", "Deployment", deployments, err)
	scalers, err := c.kube.AutoscalingV2().HorizontalPodAutoscalers(namespace).List(ctx, all)
	add("autoscaling/v2", "HorizontalPodAutoscaler", scalers, err)
	maps, err := c.kube.CoreV1().ConfigMaps(namespace).List(ctx, all)
	add("v1", "ConfigMap", maps, err)
	secrets, err := c.kube.CoreV1().Secrets(namespace).List(ctx, all)
	add("v1", "Secret", secrets, err)
	services, err := c.kube.CoreV1().Services(namespace).List(ctx, all)
	add("v1", "Service", services, err)
	meshRoutes, err := c.flagger.NetworkingV1beta1().VirtualServices(namespace).List(ctx, all)
	add("networking.istio.io/v1beta1", "VirtualService", meshRoutes, err)
	rules, err := c.flagger.NetworkingV1beta1().DestinationRules(namespace).List(ctx, all)
	add("networking.istio.io/v1beta1", "DestinationRule", rules, err)
	routes, err := c.flagger.GatewayapiV1().HTTPRoutes(namespace).List(ctx, all)
	add("gateway.networking.k8s.io/v1", "HTTPRoute", routes, err)
	return objects
}

// Go writes null for a time that is none, which no API server takes.
func withoutEmptyTimes(value any) {
	switch value := value.(type) {
	case map[string]any:
		if value["creationTimestamp"] == nil {
			delete(value, "creationTimestamp")
		}
		for _, inner := range value {
			withoutEmptyTimes(inner)
		}
	case []any:
		for _, inner := range value {
			withoutEmptyTimes(inner)
		}
	}
}

func typed(raw json.RawMessage) runtime.Object {
	var kind metav1.TypeMeta
	check(json.Unmarshal(raw, &kind))
	object, known := map[string]runtime.Object{
		"Canary":                  &flaggerv1.Canary{},
		"MetricTemplate":          &flaggerv1.MetricTemplate{},
		"Deployment":              &appsv1.Deployment{},
		"HorizontalPodAutoscaler": &autoscalingv2.HorizontalPodAutoscaler{},
		"ConfigMap":               &corev1.ConfigMap{},
		"Secret":                  &corev1.Secret{},
	}[kind.Kind]
	if !known {
		log.Fatalf("Flagger does not look at a %s", kind.Kind)
	}
	if err := strictly(json.NewDecoder(bytes.NewReader(raw)), object); err != nil {
		log.Fatal(fmt.Errorf("%s: %w", kind.Kind, err))
	}
	return object
}

func strictly(decoder *json.Decoder, into any) error {
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
