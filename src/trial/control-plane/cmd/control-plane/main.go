// Command control-plane is a real Kubernetes API in one process: etcd, kube-apiserver and the few controllers without which
// namespaces, owner references, aggregated roles and service accounts do not behave. It is for tests and trials on one machine:
// it listens on 127.0.0.1 only, runs no pods, and does not survive a power cut.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/pflag"
)

// stopDeadline bounds a stop. A client that never ends its request would hold the API server for a minute otherwise.
const stopDeadline = 15 * time.Second

type settings struct {
	dir       string
	port      int
	log       string
	stopOnEOF bool
}

func main() {
	var s settings
	flags := pflag.NewFlagSet("control-plane", pflag.ContinueOnError)
	flags.StringVar(&s.dir, "dir", "", "folder for data, certificates, token, log and kubeconfig; made if absent, kept between starts")
	flags.IntVar(&s.port, "port", 0, "port of the API server on 127.0.0.1; 0 takes a free one at each start")
	flags.StringVar(&s.log, "log", "", "file for the logs, - for standard error (default DIR/control-plane.log)")
	flags.BoolVar(&s.stopOnEOF, "stop-on-eof", false, "stop when standard input ends, so that a killed parent leaves nothing behind")
	err := flags.Parse(os.Args[1:])
	switch {
	case err == pflag.ErrHelp:
		return
	case err != nil:
	case s.dir == "":
		err = fmt.Errorf("--dir is missing: name a folder for the data, for example --dir target/control-plane")
	case s.port < 0 || s.port > 65535:
		err = fmt.Errorf("--port %d is not a port: give 0 (any free one) to 65535", s.port)
	case flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	default:
		err = run(s)
	}
	if err != nil {
		fmt.Fprintf(console, "control-plane: %v\n", err)
		os.Exit(1)
	}
}

// run holds the folder and the port, then serves until a signal, the end of standard input, or a failure.
func run(s settings) error {
	home, unlock, err := openDirectory(s.dir)
	if err != nil {
		return err
	}
	defer unlock()
	// Bound before anything else starts: a taken port shows at once, and nobody can take it while etcd comes up.
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)))
	if err != nil {
		return fmt.Errorf("cannot listen on port %d: %w; name another --port, or 0 for a free one", s.port, reason(err))
	}
	defer listener.Close()
	if s.log == "" {
		s.log = home.path("control-plane.log")
	}
	if s.log != "-" {
		if err := sendLogsTo(s.log); err != nil {
			return err
		}
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if s.stopOnEOF {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			stop()
		}()
	}
	context.AfterFunc(ctx, func() {
		stop() // from here on a second signal ends the process at once
		time.AfterFunc(stopDeadline, func() {
			fmt.Fprintf(console, "control-plane: not stopped after %s, giving up\n", stopDeadline)
			os.Exit(1)
		})
	})
	if err := serve(ctx, home, listener); err != nil {
		if s.log != "-" {
			return fmt.Errorf("%w; more in %s", err, filepath.Clean(s.log))
		}
		return err
	}
	return nil
}
