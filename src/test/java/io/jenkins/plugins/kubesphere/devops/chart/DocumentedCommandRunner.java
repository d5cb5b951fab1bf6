package io.jenkins.plugins.kubesphere.devops.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.GoProgramBuilder;
import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands of the documentation, in the root of the checkout, with helm and kubectl on the path. Both are real
 * programs, built by this repository; their caches are below a folder of the test.
 *
 * @param folder folder of the test
 * @param kubeconfig file that both programs read; may be missing if no command uses a cluster
 */
public record DocumentedCommandRunner(Path folder, Path kubeconfig) {
    private static final long MINUTES = 5;

    /**
     * Result of a script.
     *
     * @param code its exit code
     * @param out standard output
     * @param err standard error
     */
    public record CommandResult(int code, String out, String err) {}

    /** Creates a runner for commands that use no cluster. */
    public static DocumentedCommandRunner create(Path folder) {
        return new DocumentedCommandRunner(folder, folder.resolve("no-kubeconfig"));
    }

    /** @param kubeconfig content of the kubeconfig file */
    public static DocumentedCommandRunner create(Path folder, String kubeconfig) {
        Path file = folder.resolve("kubeconfig");
        try {
            Files.writeString(file, kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DocumentedCommandRunner(folder, file);
    }

    /** Runs a script with {@code sh -e}, fails the test if the script fails, and returns its standard output. */
    public String runSuccessfully(String script) {
        CommandResult result = run(script);
        assertThat(result.code())
                .as("%s%n%s%s", script, result.out(), result.err())
                .isZero();
        return result.out();
    }

    /** Runs a script with {@code sh -e} and waits for its end. */
    public CommandResult run(String script) {
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script)
                    .directory(RepositoryRoot.root().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment());
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("The script did not end within " + MINUTES + " minutes: " + script + "\n"
                        + Files.readString(err));
            }
            return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Map<String, String> environment() throws IOException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        for (String name : new String[] {"helm", "kubectl"}) {
            Path link = programs.resolve(name);
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, GoProgramBuilder.build(name));
            }
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("HELM_CACHE_HOME", folder.resolve("helm-cache").toString());
        environment.put("HELM_CONFIG_HOME", folder.resolve("helm-config").toString());
        environment.put("HELM_DATA_HOME", folder.resolve("helm-data").toString());
        return environment;
    }
}
