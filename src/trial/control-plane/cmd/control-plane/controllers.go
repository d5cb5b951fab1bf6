package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/controller-manager/pkg/informerfactory"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/controller/clusterroleaggregation"
	"k8s.io/kubernetes/pkg/controller/garbagecollector"
	"k8s.io/kubernetes/pkg/controller/namespace"
	"k8s.io/kubernetes/pkg/controller/serviceaccount"
)

// discoveryPeriod is how soon owner references from and to a new custom resource are followed. The usual 30 s are too long to
// wait for in a test; two requests every two seconds are nothing for a server on the same machine.
const discoveryPeriod = 2 * time.Second

// controllers are the part of kube-controller-manager without which the API does not keep its promises. Without them a deleted
// namespace stays, a dependent outlives its owner, admin, edit and view are empty roles, and no namespace has an account.
type controllers struct {
	client  kubernetes.Interface
	graph   *garbagecollector.GraphBuilder
	running sync.WaitGroup
}

// startControllers runs them until ctx ends. The API server must be ready: they read its resources once at the start.
func startControllers(ctx context.Context, config *rest.Config) (*controllers, error) {
	config = rest.CopyConfig(config)
	config.QPS = -1 // the default of five a second is meant for a shared server
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	objects, err := metadata.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	shared := informers.NewSharedInformerFactory(client, 0)
	c := &controllers{client: client}
	started := make(chan struct{})
	if err := c.startGarbageCollector(ctx, objects, shared, started); err != nil {
		return nil, err
	}
	c.startNamespaces(ctx, objects, shared)
	c.startRoleAggregation(ctx, shared)
	if err := c.startServiceAccounts(ctx, shared); err != nil {
		return nil, err
	}
	shared.Start(ctx.Done())
	close(started)
	return c, nil
}

// wait returns when all of them have ended.
func (c *controllers) wait() { c.running.Wait() }

// settled tells by their work that all of them run: the accounts need the namespace "default", which the server makes late.
func (c *controllers) settled(ctx context.Context) bool {
	admin, err := c.client.RbacV1().ClusterRoles().Get(ctx, "admin", metav1.GetOptions{})
	if err != nil || len(admin.Rules) == 0 {
		return false
	}
	_, err = c.client.CoreV1().ServiceAccounts(metav1.NamespaceDefault).Get(ctx, "default", metav1.GetOptions{})
	return err == nil && c.graph.IsSynced(klog.FromContext(ctx))
}

func (c *controllers) startGarbageCollector(
	ctx context.Context, objects metadata.Interface, shared informers.SharedInformerFactory, started <-chan struct{},
) error {
	// Its own cache: the collector compares fresh discovery with what this mapper knows.
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(c.client.Discovery()))
	both := informerfactory.NewInformerFactory(shared, metadatainformer.NewSharedInformerFactory(objects, 0))
	c.graph = garbagecollector.NewDependencyGraphBuilder(
		ctx, objects, mapper, garbagecollector.DefaultIgnoredResources(), both, started)
	collector, err := garbagecollector.NewComposedGarbageCollector(ctx, c.client, objects, mapper, c.graph)
	if err != nil {
		return fmt.Errorf("the garbage collector does not start: %w", err)
	}
	c.running.Go(func() { collector.Run(ctx, 5, 30*time.Second) })
	c.running.Go(func() { collector.Sync(ctx, c.client.Discovery(), discoveryPeriod) })
	return nil
}

func (c *controllers) startNamespaces(ctx context.Context, objects metadata.Interface, shared informers.SharedInformerFactory) {
	controller := namespace.NewNamespaceController(ctx, c.client, objects,
		c.client.Discovery().ServerPreferredNamespacedResources,
		shared.Core().V1().Namespaces(), 5*time.Minute, corev1.FinalizerKubernetes)
	c.running.Go(func() { controller.Run(ctx, 10) })
}

func (c *controllers) startRoleAggregation(ctx context.Context, shared informers.SharedInformerFactory) {
	controller := clusterroleaggregation.NewClusterRoleAggregation(shared.Rbac().V1().ClusterRoles(), c.client.RbacV1())
	c.running.Go(func() { controller.Run(ctx, 5) })
}

func (c *controllers) startServiceAccounts(ctx context.Context, shared informers.SharedInformerFactory) error {
	controller, err := serviceaccount.NewServiceAccountsController(klog.FromContext(ctx),
		shared.Core().V1().ServiceAccounts(), shared.Core().V1().Namespaces(), c.client,
		serviceaccount.DefaultServiceAccountsControllerOptions())
	if err != nil {
		return fmt.Errorf("the service account controller does not start: %w", err)
	}
	c.running.Go(func() { controller.Run(ctx, 2) })
	return nil
}
