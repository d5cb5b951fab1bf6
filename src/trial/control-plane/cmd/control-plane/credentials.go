package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/cert"
	"k8s.io/client-go/util/keyutil"
)

// validity is how long the serving certificate is valid. The certificate is not renewed while the process runs, so the
// time is much longer than any test.
const validity = 10 * 365 * 24 * time.Hour

// credentials are the files that identify this control plane. They are created once, so a kubeconfig, a token or a
// service account token from before a restart is still valid after the restart.
type credentials struct {
	token          string // of a member of system:masters
	tokenFile      string
	servingCert    string // the certificate and its CA; clients use it as their CA file
	servingKey     string
	accountKeyFile string // signs service account tokens
	clientCert     string // of another member of system:masters; its own CA
	clientKey      string
}

func loadCredentials(home directory) (credentials, error) {
	c := credentials{
		tokenFile:      home.path("tokens.csv"),
		servingCert:    home.path("serving.crt"),
		servingKey:     home.path("serving.key"),
		accountKeyFile: home.path("service-account.key"),
		clientCert:     home.path("client.crt"),
		clientKey:      home.path("client.key"),
	}
	for _, step := range []func() error{c.loadToken, c.loadServingCertificate, c.loadAccountKey, c.loadClientCertificate} {
		if err := step(); err != nil {
			return credentials{}, err
		}
	}
	return c, nil
}

// clientConfig returns a client configuration of an administrator for the API server at the address.
func (c credentials) clientConfig(address string) *rest.Config {
	return &rest.Config{Host: address, BearerToken: c.token, TLSClientConfig: rest.TLSClientConfig{CAFile: c.servingCert}}
}

func (c *credentials) loadToken() error {
	line, err := os.ReadFile(c.tokenFile)
	if errors.Is(err, fs.ErrNotExist) {
		line = []byte(rand.Text() + `,admin,admin,"system:masters"` + "\n")
		err = writeAtomically(c.tokenFile, line)
	}
	c.token, _, _ = strings.Cut(string(line), ",")
	return err
}

func (c *credentials) loadServingCertificate() error {
	if pair, err := tls.LoadX509KeyPair(c.servingCert, c.servingKey); err == nil && time.Until(pair.Leaf.NotAfter) > 24*time.Hour {
		return nil
	}
	certificate, key, err := cert.GenerateSelfSignedCertKeyWithOptions(cert.SelfSignedCertKeyOptions{
		Host:         "127.0.0.1",
		AlternateDNS: []string{"localhost", "kubernetes.default.svc"},
		AlternateIPs: []net.IP{net.IPv6loopback},
		MaxAge:       validity,
	})
	if err != nil {
		return fmt.Errorf("cannot create a serving certificate: %w", err)
	}
	return errors.Join(writeAtomically(c.servingKey, key), writeAtomically(c.servingCert, certificate))
}

// loadClientCertificate creates the certificate of a client. Nothing signs it, so it is what the API server trusts.
func (c *credentials) loadClientCertificate() error {
	if pair, err := tls.LoadX509KeyPair(c.clientCert, c.clientKey); err == nil && time.Until(pair.Leaf.NotAfter) > 24*time.Hour {
		return nil
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return fmt.Errorf("cannot create a key for a client: %w", err)
	}
	config := cert.Config{CommonName: "admin-by-certificate", Organization: []string{"system:masters"}}
	certificate, err := cert.NewSelfSignedCACert(config, key)
	if err != nil {
		return fmt.Errorf("cannot create a certificate for a client: %w", err)
	}
	encodedKey, err := keyutil.MarshalPrivateKeyToPEM(key)
	if err != nil {
		return err
	}
	encoded, err := cert.EncodeCertificates(certificate)
	if err != nil {
		return err
	}
	return errors.Join(writeAtomically(c.clientKey, encodedKey), writeAtomically(c.clientCert, encoded))
}

func (c *credentials) loadAccountKey() error {
	if _, err := os.Stat(c.accountKeyFile); err == nil {
		return nil
	}
	key, err := keyutil.MakeEllipticPrivateKeyPEM()
	if err != nil {
		return fmt.Errorf("cannot create a key for service accounts: %w", err)
	}
	return writeAtomically(c.accountKeyFile, key)
}
