package io.jenkins.plugins.kubesphere.devops.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the script {@code ./run} prints before it compiles anything. The copied checkout has no sources. */
class RunScriptTest {
    private static final String HELP = "src/trial/resources/io/jenkins/plugins/kubesphere/devops/trial/help.txt";
    private static final String BUILD = "src/trial/control-plane/build";

    @TempDir
    Path folder;

    private Path bin;

    @BeforeEach
    void checkout() throws IOException {
        for (String file : List.of("run", HELP, BUILD, "src/trial/control-plane/go.mod")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(RepositoryRoot.root().resolve(file), folder.resolve(file));
        }
        bin = Files.createDirectory(folder.resolve("bin"));
    }

    @Test
    void helpIsTheUnchangedHelpFile() throws Exception {
        assertThat(run(List.of("--help"))).isEqualTo(new ScriptResult(0, Files.readString(folder.resolve(HELP))));
        assertThat(run(List.of("--exit", "-h")).code()).isZero();
    }

    @Test
    void aWrongOptionIsReportedInOneLineWithItsCure() throws Exception {
        assertThat(run(List.of("--bogus")))
                .isEqualTo(new ScriptResult(2, "./run: there is no option --bogus; ./run --help lists the options\n"));
        assertThat(run(List.of("--port", "abc")).text())
                .isEqualTo("./run: --port abc is not a number; ./run --help lists the options\n");
        assertThat(run(List.of("--kubeconfig")).text())
                .isEqualTo("./run: --kubeconfig needs a value; ./run --help lists the options\n");
        assertThat(run(List.of("--exit=1")).text())
                .isEqualTo("./run: --exit takes no value; ./run --help lists the options\n");
        assertThat(run(List.of("log")).text())
                .isEqualTo(
                        "./run: log is not a command: kubectl, logs, proceed, abort; ./run --help lists the options\n");
        assertThat(run(List.of("--jenkins")).text()).startsWith("./run: --jenkins needs --war FILE, a jenkins.war");
    }

    @Test
    void allMissingProgramsAreReportedTogether() throws Exception {
        program("java", "echo '    java.specification.version = 11' >&2");
        program("mvn", "echo 'Apache Maven 3.6.3 (1234)'");

        assertThat(run(List.of()).text())
                .contains("./run: Java 11 is too old. Install a JDK, 17 or newer")
                .contains("build: Go is missing. It compiles control-plane from source: install Go 1.25.0 or newer")
                .doesNotContain("compiling");

        program("java", "echo '    java.specification.version = 17' >&2");
        assertThat(run(List.of()).text())
                .contains("./run: this Java is a JRE: it has no compiler, javac. Install a JDK, 17 or newer")
                .contains("build: Go is missing");

        program("javac", "");
        assertThat(run(List.of()).text()).contains("./run: Maven 3.6.3 is too old. Install 3.8.7 or newer");
    }

    @Test
    void aJavaHomeWithoutJavaIsReported() throws Exception {
        assertThat(run(List.of(), Map.of("JAVA_HOME", "/nowhere")).text())
                .contains(
                        "./run: JAVA_HOME is /nowhere, and there is no bin/java there. Set it to the folder of a JDK, or"
                                + " unset it\n");
    }

    @Test
    void existingProgramsAreNotCompiled() throws Exception {
        assertThat(run(List.of(), Map.of("KUBEBUILDER_ASSETS", "/nowhere")).text())
                .contains("./run: KUBEBUILDER_ASSETS is /nowhere, and there is no etcd there")
                .contains("./run: KUBEBUILDER_ASSETS is /nowhere, and there is no kube-apiserver there")
                .doesNotContain("Go is missing");
    }

    @Test
    void aKilledTrialIsReported() throws Exception {
        Path trial = Files.createDirectories(folder.resolve("work/trial"));
        Files.writeString(trial.resolve("kubeconfig"), "");
        Process endedProcess = new ProcessBuilder("true").start();
        endedProcess.waitFor();
        Files.writeString(trial.resolve("pid"), endedProcess.pid() + "\n");

        for (String command : List.of("kubectl", "logs", "proceed")) {
            assertThat(run(List.of(command)).text())
                    .isEqualTo("./run: the trial of this checkout was killed; start a new one with ./run in another"
                            + " terminal\n");
        }
    }

    @Test
    void withoutATrialTheScriptReportsHowToStartOne() throws Exception {
        assertThat(run(List.of("logs")))
                .isEqualTo(new ScriptResult(
                        1,
                        "./run: no trial is running, or it is not up yet; start one with ./run in another terminal\n"));
    }

    @Test
    void kubectlRunsInTheFolderOfTheUser() throws Exception {
        Path trial = Files.createDirectories(folder.resolve("work/trial"));
        Files.writeString(trial.resolve("kubeconfig"), "");
        Files.writeString(trial.resolve("pid"), ProcessHandle.current().pid() + "\n");
        program("kubectl", "pwd; echo \"$KUBECONFIG\"");

        ScriptResult result = run(List.of("kubectl"), Map.of("KUBEBUILDER_ASSETS", bin.toString()));

        assertThat(result.text())
                .isEqualTo(folder.toRealPath().resolve("elsewhere") + "\n"
                        + folder.toRealPath().resolve("work/trial/kubeconfig") + "\n");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ScriptResult run(List<String> arguments) throws Exception {
        return run(arguments, Map.of());
    }

    /** Runs the script from another folder, with a PATH without compilers. */
    private ScriptResult run(List<String> arguments, Map<String, String> environment) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(folder.toRealPath().resolve("run").toString()));
        command.addAll(arguments);
        Path elsewhere = Files.createDirectories(folder.toRealPath().resolve("elsewhere"));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin + ":" + tools());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ScriptResult(process.waitFor(), text);
    }

    /** A folder with the usual tools of a shell and without other programs of the machine. */
    private Path tools() throws IOException {
        Path tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectory(tools);
            for (String name : List.of(
                    "sh",
                    "cat",
                    "grep",
                    "sed",
                    "find",
                    "head",
                    "tail",
                    "sort",
                    "mkdir",
                    "dirname",
                    "uname",
                    "cut",
                    "sha256sum",
                    "awk",
                    "wc",
                    "flock",
                    "rm")) {
                for (String place : List.of("/usr/bin", "/bin")) {
                    Path tool = Path.of(place, name);
                    if (Files.exists(tool) && !Files.exists(tools.resolve(name))) {
                        Files.createSymbolicLink(tools.resolve(name), tool.toRealPath());
                    }
                }
            }
        }
        return tools;
    }

    private record ScriptResult(int code, String text) {}
}
