// Command kubectl is the standard kubectl, built from its libraries, so that it has the same version as the control
// plane and no binary is downloaded.
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
	// Applies -v before the other flags are read. Ignores an error, which only means that -v is not set.
	_, _ = logs.GlogSetter(cmd.GetLogVerbosity(os.Args))
	if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
		util.CheckErr(err)
	}
}
