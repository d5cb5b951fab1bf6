package main

import (
	"fmt"
	"net/url"

	"go.etcd.io/etcd/server/v3/embed"
	"go.etcd.io/etcd/server/v3/storage/wal"
)

// etcd is an etcd server with a single member, on a free port of 127.0.0.1.
type etcd struct{ *embed.Etcd }

func startEtcd(folder string) (etcd, error) {
	// By default, etcd reserves 64 MB for each of two log files, which is too much for one folder in each test run.
	wal.SegmentSizeBytes = 4 << 20
	anyPort := []url.URL{{Scheme: "http", Host: "127.0.0.1:0"}}

	config := embed.NewConfig()
	config.Name = "control-plane"
	config.Dir = folder
	config.ListenClientUrls, config.AdvertiseClientUrls = anyPort, anyPort
	config.ListenPeerUrls, config.AdvertisePeerUrls = anyPort, anyPort // must be set, but no peer connects
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	config.UnsafeNoFsync = true // faster; the data survives kill -9, but not a power failure
	config.EnableGRPCGateway = false
	config.TickMs, config.ElectionMs = 10, 100 // short, because the only member waits for this time at each start
	config.LogLevel = "error"
	config.LogOutputs = []string{embed.StdErrLogOutput}
	server, err := embed.StartEtcd(config)
	if err != nil {
		return etcd{}, fmt.Errorf("etcd does not start on %s: %w", folder, err)
	}
	<-server.Server.ReadyNotify()
	return etcd{server}, nil
}

func (e etcd) endpoint() string { return "http://" + e.Clients[0].Addr().String() }

// stop stops the server, and returns when another server can use the folder.
func (e etcd) stop() {
	e.Close()
	<-e.Server.StopNotify()
}
