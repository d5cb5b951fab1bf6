package main

import (
	"context"
	"fmt"
	"net"

	"github.com/spf13/pflag"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	"k8s.io/client-go/rest"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"
)

// apiServer is kube-apiserver in this process. There can be one per process: it fills global registries.
type apiServer struct {
	cancel context.CancelFunc
	ended  chan struct{}
	err    error // valid once ended is closed
}

// startAPIServer returns while the server is still starting; ask /readyz.
func startAPIServer(listener net.Listener, etcd string, c credentials) (*apiServer, error) {
	ctx, cancel := context.WithCancel(context.Background())
	completed, err := completeOptions(ctx, listener, apiServerFlags(etcd, c))
	if err != nil {
		cancel()
		return nil, fmt.Errorf("the API server does not take its flags: %w", err)
	}
	// The server warns itself about its own deprecated calls otherwise.
	rest.SetDefaultWarningHandler(rest.NoWarnings{})
	server := &apiServer{cancel: cancel, ended: make(chan struct{})}
	go func() {
		defer close(server.ended)
		server.err = app.Run(ctx, completed)
	}()
	return server, nil
}

func (s *apiServer) stop() error {
	s.cancel()
	<-s.ended
	return s.err
}

// completeOptions does what the kube-apiserver command does before it runs, without that command: it would take over the
// signals of the process and open a port of its own.
func completeOptions(ctx context.Context, listener net.Listener, arguments []string) (options.CompletedOptions, error) {
	settings := options.NewServerRunOptions()
	settings.SecureServing.Listener = listener
	settings.SecureServing.BindPort = listener.Addr().(*net.TCPAddr).Port
	flags := pflag.NewFlagSet("kube-apiserver", pflag.ContinueOnError)
	for _, section := range settings.Flags().FlagSets {
		flags.AddFlagSet(section)
	}
	if err := flags.Parse(arguments); err != nil {
		return options.CompletedOptions{}, err
	}
	if err := settings.GenericServerRunOptions.ComponentGlobalsRegistry.Set(); err != nil {
		return options.CompletedOptions{}, err
	}
	completed, err := settings.Complete(ctx)
	if err != nil {
		return options.CompletedOptions{}, err
	}
	return completed, utilerrors.NewAggregate(completed.Validate())
}

func apiServerFlags(etcd string, c credentials) []string {
	const issuer = "https://kubernetes.default.svc"
	return []string{
		"--etcd-servers=" + etcd,
		"--tls-cert-file=" + c.servingCert,
		"--tls-private-key-file=" + c.servingKey,
		"--token-auth-file=" + c.tokenFile,
		"--authorization-mode=RBAC",
		"--service-account-issuer=" + issuer,
		"--service-account-key-file=" + c.accountKeyFile,
		"--service-account-signing-key-file=" + c.accountKeyFile,
		"--service-cluster-ip-range=10.0.0.0/24",
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		// There is no network behind the service "kubernetes", and a loopback address is refused as an endpoint.
		"--endpoint-reconciler-type=none",
		// Each needs a controller that does not run here: a quota that nobody counts refuses every object, a finalizer on a
		// volume claim that nobody takes off holds its namespace for ever, a pod is refused until its account exists.
		"--disable-admission-plugins=ResourceQuota,StorageObjectInUseProtection,ServiceAccount",
		// A lease renewed every ten seconds, for a choice among API servers: there is one.
		"--feature-gates=APIServerIdentity=false",
		// One client at a time owns this server: fairness among clients only costs start time and idle writes.
		"--enable-priority-and-fairness=false",
		// Open watches are ended at a stop. By default the server waits a minute for clients to end them.
		"--shutdown-watch-termination-grace-period=1s",
		"--profiling=false",
	}
}
