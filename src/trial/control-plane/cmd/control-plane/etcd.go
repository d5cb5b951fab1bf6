package main

import (
	"fmt"
	"net/url"

	"go.etcd.io/etcd/server/v3/embed"
	"go.etcd.io/etcd/server/v3/storage/wal"
)

// etcd is a store of a single member, reachable on a free port of 127.0.0.1.
type etcd struct{ *embed.Etcd }

func startEtcd(dir string) (etcd, error) {
	// 64 MB are reserved for each of two log files otherwise: too much for a folder per test suite.
	wal.SegmentSizeBytes = 4 << 20
	anyPort := []url.URL{{Scheme: "http", Host: "127.0.0.1:0"}}

	config := embed.NewConfig()
	config.Name = "control-plane"
	config.Dir = dir
	config.ListenClientUrls, config.AdvertiseClientUrls = anyPort, anyPort
	config.ListenPeerUrls, config.AdvertisePeerUrls = anyPort, anyPort // must be set, nobody connects
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	config.UnsafeNoFsync = true // the data outlives kill -9, not a power cut, and a write does not wait for the disk
	config.EnableGRPCGateway = false
	config.TickMs, config.ElectionMs = 10, 100 // the only member elects itself after this time at each start
	config.LogLevel = "error"
	config.LogOutputs = []string{embed.StdErrLogOutput}
	server, err := embed.StartEtcd(config)
	if err != nil {
		return etcd{}, fmt.Errorf("etcd does not start on %s: %w", dir, err)
	}
	<-server.Server.ReadyNotify()
	return etcd{server}, nil
}

func (e etcd) endpoint() string { return "http://" + e.Clients[0].Addr().String() }

// stop returns when the data is closed and the folder may be used again.
func (e etcd) stop() {
	e.Close()
	<-e.Server.StopNotify()
}
