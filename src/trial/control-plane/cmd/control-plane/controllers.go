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

// discoveryPeriod is the maximum time until the garbage collector notices a new custom resource. The default of 30 s is
// too long for tests. Two requests every two seconds are a small load for a server on the same machine.
const discoveryPeriod = 2 * time.Second

// controllers runs four controllers of kube-controller-manager that clients of the API rely on. Without them, a deleted
// namespace is not removed, a dependent is not deleted with its owner, the roles admin, edit and view are empty, and no
// namespace has a service account.
type controllers struct {
	client  kubernetes.Interface
	graph   *garbagecollector.GraphBuilder
	running sync.WaitGroup
}

// startControllers starts the controllers, which run until ctx ends. The API server must be ready, because the
// controllers read its resources only once, at the start.
func startControllers(ctx context.Context, config *rest.Config) (*controllers, error) {
	config = rest.CopyConfig(config)
	config.QPS = -1 // no limit; the default of five requests a second is for shared servers
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

// wait returns when all controllers have ended.
func (c *controllers) wait() { c.running.Wait() }

// ready returns true if all controllers have done their first work. For service accounts, that is the account of the
// namespace "default", which the API server creates only after it is ready.
func (c *controllers) ready(ctx context.Context) bool {
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
	// The collector needs a mapper with its own cache, because it compares new discovery results with the cached ones.
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
