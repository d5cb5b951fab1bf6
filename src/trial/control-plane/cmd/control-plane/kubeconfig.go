package main

import (
	"os"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

// writeKubeconfig writes a kubeconfig with inline certificates, so that the file can be copied to another folder. Its
// second context identifies an administrator by a certificate.
func writeKubeconfig(path string, config *rest.Config, c credentials) error {
	ca, err := os.ReadFile(config.CAFile)
	if err != nil {
		return err
	}
	clientCert, err := os.ReadFile(c.clientCert)
	if err != nil {
		return err
	}
	clientKey, err := os.ReadFile(c.clientKey)
	if err != nil {
		return err
	}
	const name = "control-plane"
	kubeconfig := api.NewConfig()
	kubeconfig.Clusters[name] = &api.Cluster{Server: config.Host, CertificateAuthorityData: ca}
	kubeconfig.AuthInfos[name] = &api.AuthInfo{Token: config.BearerToken}
	kubeconfig.Contexts[name] = &api.Context{Cluster: name, AuthInfo: name}
	// After the other one in the order of names: scripts take the token of the first user.
	const certificate = name + "-certificate"
	kubeconfig.AuthInfos[certificate] = &api.AuthInfo{ClientCertificateData: clientCert, ClientKeyData: clientKey}
	kubeconfig.Contexts[certificate] = &api.Context{Cluster: name, AuthInfo: certificate}
	kubeconfig.CurrentContext = name
	content, err := clientcmd.Write(*kubeconfig)
	if err != nil {
		return err
	}
	return writeAtomically(path, content)
}
