// Command control-plane runs a real Kubernetes API in one process: etcd, kube-apiserver and the controllers for
// namespaces, owner references, aggregated roles and service accounts. It is for tests and trials on one machine: it
// listens only on 127.0.0.1, runs no pods, and can lose data in a power failure.
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

// stopDeadline limits the time of a stop. Without it, a client that does not end its request would delay the stop for a
// minute.
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
	flags.StringVar(&s.dir, "dir", "", "folder for data, certificates, token, log and kubeconfig; created if it does not exist, kept between starts")
	flags.IntVar(&s.port, "port", 0, "port of the API server on 127.0.0.1; 0: any free port at each start")
	flags.StringVar(&s.log, "log", "", "file for the logs, - for standard error (default DIR/control-plane.log)")
	flags.BoolVar(&s.stopOnEOF, "stop-on-eof", false, "stop when standard input ends, which it does if the parent process is killed")
	err := flags.Parse(os.Args[1:])
	switch {
	case err == pflag.ErrHelp:
		return
	case err != nil:
	case s.dir == "":
		err = fmt.Errorf("--dir is missing; give a folder for the data, for example --dir target/control-plane")
	case s.port < 0 || s.port > 65535:
		err = fmt.Errorf("--port %d is not a port; give a number from 0 (any free port) to 65535", s.port)
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

// run locks the folder and opens the port, then runs the control plane until a signal, the end of standard input, or a
// failure.
func run(s settings) error {
	home, unlock, err := openDirectory(s.dir)
	if err != nil {
		return err
	}
	defer unlock()
	// Opens the port before anything else starts: an error is reported at once, and no other process can take the port
	// while etcd starts.
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)))
	if err != nil {
		return fmt.Errorf("cannot listen on port %d: %w; give another --port, or 0 for any free port", s.port, reason(err))
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
		stop() // after this, a second signal ends the process at once
		time.AfterFunc(stopDeadline, func() {
			fmt.Fprintf(console, "control-plane: did not stop within %s; the process exits now\n", stopDeadline)
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
