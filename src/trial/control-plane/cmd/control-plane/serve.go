package main

import (
	"context"
	"fmt"
	"net"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"
)

// readyDeadline limits the time of a start. A start usually takes two to three seconds; a loaded machine needs more.
const readyDeadline = 2 * time.Minute

// serve starts etcd, the API server and the controllers, prints "ready" when all of them work, and stops them in the
// opposite order when ctx ends. It returns nil after a stop without errors, also if ctx ended before everything was
// ready.
func serve(ctx context.Context, home directory, listener net.Listener) error {
	creds, err := loadCredentials(home)
	if err != nil {
		return err
	}
	store, err := startEtcd(home.path("etcd"))
	if err != nil {
		return err
	}
	defer store.stop()
	server, err := startAPIServer(listener, store.endpoint(), creds)
	if err != nil {
		return err
	}
	serverCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		<-server.ended
		cancel()
	}()
	err = runControllers(serverCtx, home, creds, "https://"+listener.Addr().String())
	if serverErr := server.stop(); serverErr != nil {
		return fmt.Errorf("the API server failed: %w", serverErr)
	}
	return err
}

// runControllers waits until the API server is ready, then runs the controllers until ctx ends, and returns when they
// have ended.
func runControllers(ctx context.Context, home directory, creds credentials, address string) error {
	config := creds.clientConfig(address)
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	if err := waitFor(ctx, "the API server", func(ctx context.Context) bool {
		return client.RESTClient().Get().AbsPath("/readyz").Do(ctx).Error() == nil
	}); err != nil {
		return err
	}
	running, err := startControllers(ctx, config)
	if err != nil {
		return err
	}
	defer running.wait()
	if err := waitFor(ctx, "the controllers", running.ready); err != nil {
		return err
	}
	if ctx.Err() == nil {
		if err := writeKubeconfig(home.path("kubeconfig"), config, creds); err != nil {
			return err
		}
		fmt.Println("ready", config.Host)
	}
	<-ctx.Done()
	return nil
}

// waitFor polls until done returns true. If ctx ends before, waitFor returns nil, and the caller must check ctx.
func waitFor(ctx context.Context, what string, done func(context.Context) bool) error {
	bounded, cancel := context.WithTimeout(ctx, readyDeadline)
	defer cancel()
	err := wait.PollUntilContextCancel(bounded, 50*time.Millisecond, true, func(ctx context.Context) (bool, error) {
		return done(ctx), nil
	})
	if err != nil && ctx.Err() == nil {
		return fmt.Errorf("%s did not become ready within %s", what, readyDeadline)
	}
	return nil
}
