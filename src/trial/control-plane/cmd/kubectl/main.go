// Command kubectl is the ordinary kubectl, built from its libraries: of the same version as the control plane, without a
// download of binaries.
package main

import (
	"os"

	_ "k8s.io/client-go/plugin/pkg/client/auth" // exec plugins and OIDC, for kubeconfigs of other clusters
	"k8s.io/component-base/cli"
	"k8s.io/component-base/logs"
	"k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
)

func main() {
	// The value of -v counts before the other flags are read, so an error here only means there is none.
	_, _ = logs.GlogSetter(cmd.GetLogVerbosity(os.Args))
	if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
		util.CheckErr(err)
	}
}
