package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.trial.cluster.ClusterTrialRequest;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.TrialCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The command-line options for a cluster of the user. */
final class ClusterOptions {
    /** A name of a namespace, which is an RFC 1123 label. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "use the cluster of the current context in FILE. ./run shows its plan first, and asks. It"
                    + " deletes only objects that it created itself; CRDs stay")
    String kubeconfig;

    @Option(
            names = "--namespace",
            paramLabel = "NS",
            description =
                    "serve this namespace; may be given several times. The sample is created in the first. Default: demo")
    List<String> namespaces = new ArrayList<>();

    @Option(names = "--all-namespaces", description = "serve all namespaces")
    boolean allNamespaces;

    @Option(names = "--yes", description = "do not ask before the plan is carried out")
    boolean skipConfirmation;

    /** Returns true if the user wants to use their own cluster. */
    boolean isRequested() {
        return kubeconfig != null;
    }

    /**
     * Checks the options.
     *
     * @throws IllegalStateException if the options contradict each other; the message says what to change
     */
    void validate() {
        if (kubeconfig == null) {
            requireKubeconfig(!namespaces.isEmpty(), "--namespace");
            requireKubeconfig(allNamespaces, "--all-namespaces");
            requireKubeconfig(skipConfirmation, "--yes");
            return;
        }
        if (kubeconfig.isBlank()) {
            throw new IllegalStateException(
                    "--kubeconfig is empty; give a file, or remove the option to start a temporary cluster");
        }
        if (allNamespaces && !namespaces.isEmpty()) {
            throw new IllegalStateException("--namespace and --all-namespaces are both given; remove one of them");
        }
        namespaces.stream()
                .filter(name -> !NAMESPACE.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("--namespace \"" + name
                            + "\" is not a valid name of a namespace; use at most 63 lower-case letters, digits and -,"
                            + " with a letter or digit at both ends");
                });
    }

    private static void requireKubeconfig(boolean isSet, String name) {
        if (isSet) {
            throw new IllegalStateException(name + " needs --kubeconfig; add --kubeconfig FILE, or remove " + name);
        }
    }

    /**
     * Returns what the trial does on the cluster.
     *
     * @param sample true if the sample is created
     * @param buildLocation text for the user that says where builds run
     */
    ClusterTrialRequest toRequest(boolean sample, String buildLocation) {
        String project = namespaces.isEmpty() ? TrialCluster.SAMPLE_PROJECT : namespaces.get(0);
        TreeSet<String> served = new TreeSet<>(namespaces);
        if (served.isEmpty() && !allNamespaces) {
            served.add(TrialCluster.SAMPLE_PROJECT);
        }
        return new ClusterTrialRequest(served, sample ? project : "", buildLocation);
    }
}
