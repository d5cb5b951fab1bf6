package io.jenkins.plugins.kubesphere.devops.trial;

import io.jenkins.plugins.kubesphere.devops.trial.cluster.ClusterTrialRequest;
import io.jenkins.plugins.kubesphere.devops.trial.cluster.TrialCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options for a cluster of the user. */
final class ClusterOptions {
    /** RFC 1123 label, as namespaces are called. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "work on that cluster, in its current context. Says first what it would do there, and asks."
                    + " Deletes what it created itself and nothing else; CRDs stay")
    String kubeconfig;

    @Option(
            names = "--namespace",
            paramLabel = "NS",
            description =
                    "serve that namespace; may be given several times. The sample goes into the first. Default: demo")
    List<String> namespaces = new ArrayList<>();

    @Option(names = "--all-namespaces", description = "serve all namespaces")
    boolean allNamespaces;

    @Option(names = "--yes", description = "do not ask")
    boolean yes;

    /**
     * Whether such a cluster is wanted.
     *
     * @throws IllegalStateException if the options do not fit each other; the message says what to give
     */
    boolean wanted() {
        if (kubeconfig == null) {
            refuse(!namespaces.isEmpty(), "--namespace");
            refuse(allNamespaces, "--all-namespaces");
            refuse(yes, "--yes");
            return false;
        }
        if (kubeconfig.isBlank()) {
            throw new IllegalStateException(
                    "--kubeconfig is empty; give a file, or leave it out for a cluster of its own");
        }
        if (allNamespaces && !namespaces.isEmpty()) {
            throw new IllegalStateException("--namespace and --all-namespaces are both given; remove one of them");
        }
        namespaces.stream()
                .filter(name -> !NAMESPACE.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("--namespace \"" + name
                            + "\" is not a name of a namespace: small letters, digits and -, at most 63");
                });
        return true;
    }

    private static void refuse(boolean given, String name) {
        if (given) {
            throw new IllegalStateException(
                    name + " needs --kubeconfig; give --kubeconfig FILE, too, or remove " + name);
        }
    }

    /**
     * What is wanted of the cluster.
     *
     * @param builds where Jenkinsfiles run, for the user
     */
    ClusterTrialRequest request(boolean sample, String builds) {
        String project = namespaces.isEmpty() ? TrialCluster.SAMPLE_PROJECT : namespaces.get(0);
        TreeSet<String> served = new TreeSet<>(namespaces);
        if (served.isEmpty() && !allNamespaces) {
            served.add(TrialCluster.SAMPLE_PROJECT);
        }
        return new ClusterTrialRequest(served, sample ? project : "", builds);
    }
}
