package io.jenkins.plugins.kubesphere.devops.chart;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs the uninstall Job in place of a kubelet: runs the script of the Job on this machine, with the permissions of its
 * service account, and writes the status of the Job. Does not use the image and the user of the Job.
 */
final class UninstallJobRunner implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 60;

    private final HelmRelease release;
    private final CompletableFuture<String> end;

    UninstallJobRunner(HelmRelease release) {
        this.release = release;
        this.end = CompletableFuture.supplyAsync(this::run);
    }

    /** Waits for the end of the script and returns its output. */
    String output() {
        return end.join();
    }

    private String run() {
        String name = release.name() + "-uninstall";
        var jobs = release.admin().batch().v1().jobs().inNamespace(release.namespace());
        Job job = jobs.withName(name).waitUntilCondition(found -> found != null, TIMEOUT_SECONDS, TimeUnit.SECONDS);
        try {
            PodSpec pod = job.getSpec().getTemplate().getSpec();
            Container container = pod.getContainers().get(0);
            Path scripts = Files.createTempDirectory(release.shell().folder(), "job");
            write(scripts, pod, container);
            String mounted = container.getVolumeMounts().get(0).getMountPath();
            String command = String.join(" ", container.getCommand()).replace(mounted, scripts.toString());
            DocumentedCommandRunner.CommandResult result = DocumentedCommandRunner.create(
                            scripts, kubeconfig(pod.getServiceAccountName()))
                    .run(command);
            jobs.withName(name).subresource("status").patch("""
                    {"status": {%s, "startTime": "2026-01-01T00:00:00Z", "conditions": [
                      {"type": "%s", "status": "True", "reason": "Test", "message": ""},
                      {"type": "%s", "status": "True", "reason": "Test", "message": ""}]}}
                    """.formatted(
                            result.code() == 0
                                    ? "\"succeeded\": 1, \"completionTime\": \"2026-01-01T00:00:01Z\""
                                    : "\"failed\": 1",
                            result.code() == 0 ? "SuccessCriteriaMet" : "FailureTarget",
                            result.code() == 0 ? "Complete" : "Failed"));
            return result.out() + result.err();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Writes the scripts of the ConfigMap, which is the first volume of the container, to a folder. */
    private void write(Path folder, PodSpec pod, Container container) throws IOException {
        String volume = container.getVolumeMounts().get(0).getName();
        String name = pod.getVolumes().stream()
                .filter(candidate -> candidate.getName().equals(volume))
                .map(Volume::getConfigMap)
                .findAny()
                .orElseThrow()
                .getName();
        ConfigMap map = release.admin()
                .configMaps()
                .inNamespace(release.namespace())
                .withName(name)
                .get();
        for (Map.Entry<String, String> file : map.getData().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private String kubeconfig(String account) {
        Config server = release.admin().getConfiguration();
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: test
                    cluster: {server: "%s", certificate-authority-data: "%s"}
                users:
                  - name: test
                    user: {token: "%s"}
                contexts:
                  - name: test
                    context: {cluster: test, user: test, namespace: "%s"}
                current-context: test
                """.formatted(
                        server.getMasterUrl(), server.getCaCertData(), release.token(account), release.namespace());
    }

    @Override
    public void close() {
        try {
            end.orTimeout(1, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof KubernetesClientTimeoutException)) {
                throw e;
            }
        }
    }
}
