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

// apiServer runs kube-apiserver in this process. Only one can run in a process, because it uses global registries.
type apiServer struct {
	cancel context.CancelFunc
	ended  chan struct{}
	err    error // valid once ended is closed
}

// startAPIServer starts the server and does not wait until it is ready; poll /readyz for that.
func startAPIServer(listener net.Listener, etcd string, c credentials) (*apiServer, error) {
	ctx, cancel := context.WithCancel(context.Background())
	completed, err := completeOptions(ctx, listener, apiServerFlags(etcd, c))
	if err != nil {
		cancel()
		return nil, fmt.Errorf("the API server refuses its flags: %w", err)
	}
	// Without this, the server logs warnings about its own calls of deprecated APIs.
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

// completeOptions parses and completes the flags as the kube-apiserver command does. It does not use that command,
// because the command would handle the signals of the process and open its own port.
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
		"--client-ca-file=" + c.clientCert,
		"--authorization-mode=RBAC",
		"--service-account-issuer=" + issuer,
		"--service-account-key-file=" + c.accountKeyFile,
		"--service-account-signing-key-file=" + c.accountKeyFile,
		"--service-cluster-ip-range=10.0.0.0/24",
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		// The service "kubernetes" has no network here, and the API server refuses a loopback address as its endpoint.
		"--endpoint-reconciler-type=none",
		// Each of these plugins needs a controller that does not run here. Without it, ResourceQuota refuses every
		// object in a namespace with a quota, StorageObjectInUseProtection adds a finalizer to volume claims that
		// nothing removes, and ServiceAccount refuses pods until their account exists.
		"--disable-admission-plugins=ResourceQuota,StorageObjectInUseProtection,ServiceAccount",
		// Disables a Lease that identifies each of several API servers and is renewed every ten seconds. Here is only
		// one API server.
		"--feature-gates=APIServerIdentity=false",
		// Disables fairness between clients: this server has few clients, and fairness costs start time and writes when
		// idle.
		"--enable-priority-and-fairness=false",
		// Ends open watches at a stop. By default, the server waits a minute for the clients to end them.
		"--shutdown-watch-termination-grace-period=1s",
		"--profiling=false",
	}
}
